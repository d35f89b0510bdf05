"""`parley callers run` as it is typed."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from agent.callers import cli
from agent.callers.participation import Outcome
from agent.callers.run import Plan

runner = CliRunner()
COMPLETE = Outcome(0, "complete", "Move the dentist", [2.0, 3.0, None], {"trust": 5}, 21.0)
STOPPED = Outcome(1, "conversation", "A walk", [], {}, 0.0, "no assistant spoke within 60 s")


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """The plans that are carried out; the outcomes are made up."""
    carried_out: list[Plan] = []

    async def run(plan: Plan, tell: Any) -> list[Outcome]:
        carried_out.append(plan)
        for outcome in (COMPLETE, STOPPED)[: plan.n]:
            tell(outcome)
        return [COMPLETE, STOPPED][: plan.n]

    monkeypatch.setattr(cli, "run", run)
    monkeypatch.setenv("PARLEY_AGENT_SECRET", "known")
    return carried_out


def typed(*words: str) -> Any:
    return runner.invoke(cli.app, ["run", *words])


def test_all_complete(plans: list[Plan]) -> None:
    result = typed("--study", "s", "--server", "http://here/", "--scenario", "open_chat", "--seed", "5")
    assert result.exit_code == 0, result.output
    assert "1 of 1 simulated participants completed" in result.stdout
    assert "2 of 3 lines answered" in result.stdout
    (plan,) = plans
    assert (plan.server_url, plan.role.study, plan.role.scenario, plan.role.secret) == (
        "http://here",
        "s",
        "open_chat",
        "known",
    )
    assert [plan.role_of(n).voice for n in range(5)] == ["rms", "slt", "awb", "kal16", "rms"]
    assert [plan.role_of(n).seed for n in range(2)] == [5, 6]


def test_one_that_stopped_is_named_and_fails_the_run(plans: list[Plan]) -> None:
    result = typed("--study", "s", "--n", "2", "--json")
    assert result.exit_code == 1
    assert "participant 2, A walk" in result.stderr
    assert "stopped at conversation: no assistant spoke within 60 s" in result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["complete"], row["simulated"]) for row in rows] == [(True, True), (False, True)]


def test_the_secret_of_a_running_system_is_found(
    plans: list[Plan], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PARLEY_AGENT_SECRET")
    (tmp_path / "secrets.json").write_text('{"agent": "of the folder"}')
    assert typed("--study", "s", "--data", str(tmp_path)).exit_code == 0
    assert plans[0].role.secret == "of the folder"


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "start the system with `parley up"), ("[]", "holds no secret"), ("{", "holds no secret")],
)
def test_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None, words: str) -> None:
    monkeypatch.delenv("PARLEY_AGENT_SECRET", raising=False)
    if content is not None:
        (tmp_path / "secrets.json").write_text(content)
    result = typed("--study", "s", "--data", str(tmp_path))
    assert (result.exit_code, words in result.stderr) == (2, True)
    assert result.stderr.count("\n") == 1


def test_what_is_no_address(plans: list[Plan]) -> None:
    assert typed("--study", "s", "--server", "here:8000").exit_code == 2
    assert plans == []
