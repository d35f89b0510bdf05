from pathlib import Path

import pytest

from tools.checks import GOALS, HEAVY, Stage, carry_out, main


def shell(name: str, script: str, folder: Path) -> Stage:
    return Stage(name, ("sh", "-c", script), folder)


def test_the_first_failure_stops_and_gives_its_exit_code(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    stages = [shell("good", "true", tmp_path), shell("bad", "exit 3", tmp_path), shell("late", "touch ran", tmp_path)]
    assert carry_out(stages) == 3
    assert not (tmp_path / "ran").exists()
    out = capfd.readouterr().out
    assert "=== passed: good" in out
    assert "=== FAILED: bad (exit code 3" in out


def test_a_stage_that_is_killed_fails(tmp_path: Path) -> None:
    assert carry_out([shell("killed", "kill -9 $$", tmp_path)]) == 137


def test_all_passed_is_zero_and_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert carry_out([shell("good", "true", tmp_path)]) == 0
    assert "All 1 stages passed" in capfd.readouterr().out


@pytest.mark.parametrize("words", [[], ["everything"], ["lint", "unit"]])
def test_an_unknown_goal_is_refused(words: list[str]) -> None:
    assert main(words) != 0


def test_every_pytest_test_runs_in_exactly_one_stage_of_all() -> None:
    selections = [stage.command[-1] for stage in GOALS["all"] if stage.command[0].endswith("/pytest")]
    assert selections == [f"not ({HEAVY})", HEAVY]
