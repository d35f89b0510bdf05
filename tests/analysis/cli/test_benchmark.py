"""``parley benchmark`` from the tasks to a leaderboard, on the synthetic samples."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from analysis.cli.benchmark import app

CODE = """
from analysis.benchmark.items import Answer

def good(request):
    return Answer("THE RIVER WAS COLD", latency_s=1.0)

def broken(request):
    raise RuntimeError("no such device")
"""


class Plain:
    """A registry's model, as a package that knows nothing of this one offers it."""

    version = "3"
    settings: Mapping[str, Any] = MappingProxyType({"voice": "a"})

    def __init__(self, *, name: str) -> None:
        self.name = name

    async def answer(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"text": asked["text"], "latency_s": 0.0}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a person works: a module with models, nothing else."""
    (tmp_path / "models_of_the_command.py").write_text(CODE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "models_of_the_command", raising=False)
    for variable in ("OPENAI_API_KEY", "GEMINI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def benchmark(*words: str, handed: Any = None) -> Result:
    return CliRunner().invoke(app, list(words), obj=handed)


def run(model: str, *more: str, name: str = "good") -> Result:
    tasks = ("--task", "superb_asr", "--task", "jeopardy_latency")
    return benchmark("run", "--model", model, "--name", name, "--subset", "samples", *tasks, *more)


def test_the_tasks_are_listed(folder: Path) -> None:
    assert "40 tasks, 15964 items" in benchmark("tasks").stdout
    assert len(json.loads(benchmark("tasks", "--json").stdout)["tasks"]) == 40


def test_a_run_tells_its_score_with_interval_and_counts(folder: Path) -> None:
    manifest = json.loads(run("models_of_the_command:good", "--json").stdout)
    (score,) = manifest["scores"]
    # Recognition: the first clip is right, the second's error rate is 1. Latency: 0.8 each.
    assert score["score"] == pytest.approx((0.5 + 0.8) / 2)
    assert (score["n_scored"], score["n_error"], score["n_unscored"]) == (4, 0, 0)
    told = run("models_of_the_command:good")
    assert "benchmark  0.650" in told.stdout
    assert "4 scored, 0 errors, 0 ungraded" in told.stdout


def test_a_dry_run_asks_nothing_and_knows_what_is_left(folder: Path) -> None:
    before = json.loads(run("models_of_the_command:good", "--dry-run", "--json").stdout)
    assert (before["n_items"], before["n_requests"], before["model_usd"]) == (4, 4, None)
    run("models_of_the_command:good")
    assert json.loads(run("models_of_the_command:good", "--dry-run", "--json").stdout)["n_requests"] == 0


def test_a_model_that_fails_has_no_score(folder: Path) -> None:
    told = run("models_of_the_command:broken", name="broken")
    assert told.exit_code == 0
    assert "no score: 0% of the weight was graded" in told.stdout
    assert "4 x RuntimeError: no such device" in told.stdout


def test_runs_become_a_matrix_and_a_page(folder: Path) -> None:
    run("models_of_the_command:good")
    run("models_of_the_command:good", name="twin")
    folders = [str(path.parent) for path in folder.glob("benchmark-runs/*/samples*/manifest.json")]
    assert "2 models x 4 items of 2 tasks, 0 ungraded" in benchmark("build", *folders, "--out", "s.csv").stdout
    told = benchmark("leaderboard", *folders).stdout
    assert "1 to 2  good  0.650" in told
    assert "<table>" in (folder / "leaderboard.html").read_text()


def test_a_connector_that_is_handed_over_knows_further_models(folder: Path) -> None:
    told = benchmark(
        *("run", "--model", "of-the-registry", "--subset", "samples", "--task", "superb_asr", "--json"),
        handed=Plain,
    )
    assert json.loads(told.stdout)["model"]["name"] == "of-the-registry"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["run", "--model", "unheard-of", "--subset", "samples"], "no registry was handed over"),
        (["run", "--model", "json:loads", "--subset", "n50"], "hf download --repo-type dataset HUMANSBenchmark"),
        (["run", "--model", "json:loads", "--subset", "n51"], "no subset 'n51'"),
        (["run", "--model", "json:loads", "--subset", "samples", "--task", "x"], "no task 'x'"),
        (["run", "--model", "json:loads", "--subset", "x.json"], "no subset file x.json"),
        (["run", "--model", "json:loads", "--subset", "samples", "--judges", "none.yaml"], "none.yaml"),
        (["build", "nowhere"], "nowhere: no results.parquet"),
        (["leaderboard", "nowhere"], "nowhere: no results.parquet"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(folder: Path, words: list[str], complaint: str) -> None:
    told = benchmark(*words)
    assert told.exit_code == 1
    assert complaint in told.stderr
    assert "Traceback" not in told.output


def test_calibration_without_a_judge_names_the_missing_key(folder: Path) -> None:
    told = benchmark("calibrate")
    assert "refusal: agrees with people on 12 of 16 cases, kappa 0.50; 0 ungraded" in told.stdout
    assert "no judge for the role 'reader'" in told.stderr
