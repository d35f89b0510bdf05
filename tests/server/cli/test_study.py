"""`parley study`, as people type it, on a house's own database."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.cli.study import app
from tests.server.actors import Page, talk_through
from tests.server.house import House, open_house, settings_in, write_studies
from tests.server.studies import real_study

pytestmark = pytest.mark.processes  # each call reads the whole catalogue, as a process of its own would

LAUNCH = ("launch", "trial", "--page-url", "https://parley.example.org", "--description", "You talk.")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the environment names, with a study that may pay 3 dollars."""
    write_studies(tmp_path, pay=real_study()["pay"] | {"cap_minor": 300})
    monkeypatch.setenv("PARLEY_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PARLEY_STUDIES_DIR", str(tmp_path / "studies"))
    monkeypatch.delenv("PARLEY_PROLIFIC_TOKEN", raising=False)
    return tmp_path


def say(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def sheet(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def take_part(house: House, session: str) -> None:
    page = Page(house).enter(session)
    talk_through(page)
    page.rate()


def test_payments_are_read_then_approved_within_the_cap(told: Path) -> None:
    with open_house(settings_in(told)) as house:
        take_part(house, "one")
        take_part(house, "two")
    rows = sheet(say("payments", "trial"))
    assert [row["state"] for row in rows] == ["planned"] * 6
    first = [row["payment"] for row in rows[:3]]
    assert say("approve", "trial", *first, "--by", "Pat").exit_code == 0
    refused = say("approve", "trial", rows[3]["payment"], "--by", "Pat")
    assert (refused.exit_code, refused.stderr.splitlines()[-1]) == (
        1,
        "parley study: The study may pay 3.00 in all; 3.00 are approved, and this adds 0.25.",
    )
    assert [row["state"] for row in sheet(say("payments", "trial"))] == ["approved"] * 3 + ["planned"] * 3


@pytest.mark.parametrize("words", [("resolve", "--paid"), ("give-up",)])
def test_what_was_not_sent_needs_no_decision(told: Path, words: tuple[str, ...]) -> None:
    answer = say(words[0], "trial", "1", *words[1:], "--by", "Pat")
    assert (answer.exit_code, "These payments are not" in answer.stderr) == (1, True)


def test_a_launch_needs_a_study_and_a_recruiter(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "set PARLEY_PROLIFIC_TOKEN" in say(*LAUNCH).stderr
    assert "there is no study nothing" in say("launch", "nothing", *LAUNCH[2:]).stderr
    monkeypatch.setenv("PARLEY_PROLIFIC_TOKEN", "a-token")
    answer = say(*LAUNCH)  # the practice study's pay, which Prolific would not take: nothing is sent
    assert (answer.exit_code, "make it" in answer.stderr) == (1, True)
