"""The protocol: its draws, what a repeat holds, and a run that goes on where it was stopped."""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from analysis.scores.faults import InsufficientDataError
from analysis.selection.evaluation import evaluate
from analysis.selection.plan import PAPER_SIZES, Plan
from analysis.selection.run import Job, Progress, RunFaultError, run
from analysis.selection.summary import read_table, write_summary
from tests.analysis.selection.matrices import drawn, sources

PLAN = Plan(("random", "variance", "semantic", "stratified"), (5, 20), repeats=3, seed=4)


def job(plan: Plan = PLAN) -> Job:
    matrix = drawn(n_models=9)
    return Job(matrix, sources(matrix).features, plan)


def test_the_paper_evaluates_207_sizes() -> None:
    assert len(PAPER_SIZES) == 207
    assert {83, 199, 200, 250, 1000} <= set(PAPER_SIZES)


def test_folds_hold_every_model_out_once_and_repeats_differ() -> None:
    splits = [list(PLAN.splits(repeat, 18)) for repeat in range(2)]
    for folds in splits:
        assert sorted(np.concatenate([held for _, held in folds]).tolist()) == list(range(18))
        assert all(len(known) == 12 and not set(known) & set(held) for known, held in folds)
    assert splits[0][0][1].tolist() != splits[1][0][1].tolist()


def test_what_else_is_compared_changes_no_number() -> None:
    plans = (replace(PLAN, methods=("random", "difficulty")), replace(PLAN, methods=("difficulty",), repeats=9))
    one, other = (evaluate(job().matrix, job().features, plan, 1).targets for plan in plans)
    assert [row["estimate"] for row in one if row["method"] == "difficulty"] == [row["estimate"] for row in other]


def test_a_choice_blind_to_scores_is_one_for_all_folds() -> None:
    tasks = evaluate(job().matrix, job().features, PLAN, 0).tasks
    of_folds = [
        [(row["task"], row["n_items"]) for row in tasks if row["method"] == "semantic" and row["fold"] == fold]
        for fold in range(3)
    ]
    assert of_folds[0] == of_folds[1] == of_folds[2]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (replace(PLAN, folds=4), "9 models for 4 folds"),
        (replace(PLAN, sizes=(10, 500)), "expected numbers from 1 to 240"),
        (replace(PLAN, repeats=0), "0 repeats"),
    ],
)
def test_what_cannot_be_done_is_refused(tmp_path: Path, plan: Plan, words: str) -> None:
    with pytest.raises(InsufficientDataError, match=words):
        run(job(plan), tmp_path)


def test_a_model_without_a_full_score_is_named(tmp_path: Path) -> None:
    matrix = drawn(n_models=9)
    scores = np.where((np.arange(9) == 2)[:, None] & (matrix.task == 1), np.nan, matrix.scores)
    holed = type(matrix)(matrix.models, matrix.items, matrix.tasks, matrix.task, scores)
    with pytest.raises(InsufficientDataError, match="model-03; leave these models out"):
        run(Job(holed, job().features, PLAN), tmp_path)


def test_a_stopped_run_goes_on_and_ends_as_an_unbroken_one(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(progress: Progress) -> None:
        if progress.done == 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        run(job(), tmp_path / "stopped", tell=stop)
    told: list[Progress] = []
    times = iter([0.0, 10.0, 20.0])
    run(job(), tmp_path / "stopped", tell=told.append, clock=lambda: next(times))
    assert told == [Progress(1, 3, None), Progress(2, 3, 10.0), Progress(3, 3, 0.0)]
    run(job(), tmp_path / "whole")
    for folder in ("stopped", "whole"):
        write_summary(tmp_path / folder)
    for name in ("summary.csv", "aucc.csv", "panel.csv", "manifest.json"):
        assert (tmp_path / "stopped" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_half_a_file_is_no_repeat(tmp_path: Path) -> None:
    (tmp_path / "folds").mkdir()
    (tmp_path / "folds" / "repeat-0000.part").write_bytes(b"half")
    run(job(), tmp_path)
    assert len(read_table(tmp_path, "folds")) == 3 * 3 * 4 * 2


def test_a_folder_of_another_comparison_is_refused(tmp_path: Path) -> None:
    run(job(), tmp_path)
    with pytest.raises(RunFaultError, match="another comparison, of other plan"):
        run(job(replace(PLAN, seed=5)), tmp_path)


@pytest.mark.processes
def test_processes_give_what_one_process_gives(tmp_path: Path) -> None:
    run(job(), tmp_path / "one")
    run(job(), tmp_path / "two", workers=2)
    for name in ("folds", "targets", "tasks"):
        assert read_table(tmp_path / "one", name).equals(read_table(tmp_path / "two", name))


@pytest.mark.processes
def test_a_killed_command_goes_on_where_it_was(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "parley", "analysis", "select"]
    subprocess.run([*command, "simulate", "--out", tmp_path, "--shrink", "40"], check=True)
    out = tmp_path / "out"
    words = [*command, "compare", str(tmp_path / "scores.parquet"), "--out", str(out), "--workers", "2"]
    words += ["--methods", "random-search-learn", "--sizes", "10,20", "--repeats", "24"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while not list(out.glob("folds/*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    assert psutil.wait_procs(workers, timeout=60)[1] == []
    before = {path: path.stat().st_mtime_ns for path in out.glob("folds/*.parquet")}
    assert before
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert len(list(out.glob("folds/*.parquet"))) == 24
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert (out / "summary.csv").is_file()
