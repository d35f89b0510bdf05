"""The command ``parley scenarios report``."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios.cli import app
from scenarios.loading import CATALOG as FOLDER

RUNNER = CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four scenarios: reading the whole catalogue is another test's matter."""
    kept = tmp_path / "own"
    kept.mkdir()
    for name in ("calendar-01", "travel-01", "goal-001", "open-chat-01"):
        (kept / f"{name}.yaml").write_text((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return kept


def report(*words: str | Path) -> tuple[int, str, str]:
    result = RUNNER.invoke(app, ["report", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_the_page_goes_to_stdout_or_into_a_file(folder: Path, tmp_path: Path) -> None:
    code, page, err = report(folder)
    assert (code, err) == (0, "")
    assert page.startswith("<!doctype html>")
    output = tmp_path / "page.html"
    assert report(folder, "--output", output) == (0, "", f"4 scenarios in {output}\n")
    assert output.read_text(encoding="utf-8") == page


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (["--category", "tool_calling"], {"calendar-01", "travel-01"}),
        (["--domain", "travel"], {"travel-01"}),
        (["--domain", "travel", "--domain", "calendar"], {"calendar-01", "travel-01"}),
        (["--category", "open_chat", "--category", "goal_oriented"], {"goal-001", "open-chat-01"}),
    ],
)
def test_a_part_of_them(folder: Path, words: list[str], there: set[str]) -> None:
    code, page, _ = report(folder, *words)
    assert code == 0
    every = {"calendar-01", "travel-01", "goal-001", "open-chat-01"}
    assert {name for name in every if f'<article id="{name}"' in page} == there


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--category", "chat"], "there is no category 'chat'; there are: open_chat, goal_oriented, tool_calling"),
        (["--domain", "cooking"], "there is no domain 'cooking'; there are: calendar, travel"),
        (
            ["--category", "open_chat", "--domain", "travel"],
            "no scenario is open_chat and of travel; only tool_calling has domains",
        ),
        (["--output", "nowhere/page.html"], "nowhere/page.html cannot be written: No such file or directory"),
    ],
)
def test_bad_input_is_one_clear_line(folder: Path, words: list[str], message: str) -> None:
    assert report(folder, *words) == (2, "", f"{message}\n")


def test_folders_without_scenarios_or_with_broken_ones(folder: Path, tmp_path: Path) -> None:
    assert report(tmp_path / "nowhere") == (2, "", f"{tmp_path}/nowhere is no folder\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert report(empty) == (2, "", f"no *.yaml files under {empty}\n")
    (folder / "torn.yaml").write_text("id: [", encoding="utf-8")
    code, out, err = report(folder)
    assert (code, out) == (2, "")
    assert err.startswith(f"{folder}/torn.yaml:1: no valid YAML")


def test_help_has_an_example() -> None:
    code, out, _ = report("--help")
    assert code == 0
    assert "Example: parley scenarios report --domain travel" in " ".join(out.replace("│", " ").split())
