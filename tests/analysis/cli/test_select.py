"""``parley analysis select`` from made-up scores to a subset, and what it says of what it cannot use."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from analysis.cli import app


def select(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["select", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made-up")
    code, _, told = select("simulate", "--out", path, "--shrink", "100")
    assert code == 0
    assert "18 models" in told
    return path


@pytest.mark.processes
def test_the_worked_example_from_scores_to_tables(folder: Path, tmp_path: Path) -> None:
    files: list[str | Path] = ["--semantic", folder / "semantic.npy", "--acoustic", folder / "acoustic.npy"]
    files += ["--metadata", folder / "metadata.csv"]
    words = ["--repeats", "1", "--workers", "1", "--sizes", "10,30", "--methods", "paper"]
    code, out, told = select("compare", folder / "scores.parquet", "--out", tmp_path, *words, *files)
    assert code == 0, told
    assert "Combined Embedding" in out
    assert told.splitlines() == ["0 of 1 repeats", "1 of 1 repeats, 0 s left"]
    assert (tmp_path / "tables.md").read_text() == out
    assert len(list((tmp_path / "figures").glob("*.png"))) == 13


@pytest.mark.processes
def test_a_dask_cluster_gives_what_one_process_gives(folder: Path, tmp_path: Path) -> None:
    import distributed

    start: Any = distributed.LocalCluster
    words = ["--repeats", "2", "--sizes", "10,30", "--methods", "random,variance", "--workers", "1"]
    with start(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        where = ["--out", tmp_path / "dask", "--dask", cluster.scheduler_address]
        code, _, told = select("compare", folder / "scores.parquet", *words, *where)
    assert code == 0, told
    assert select("compare", folder / "scores.parquet", *words, "--out", tmp_path / "one")[0] == 0
    assert (tmp_path / "dask" / "summary.csv").read_bytes() == (tmp_path / "one" / "summary.csv").read_bytes()


def test_a_picked_subset_goes_to_stdout_or_a_file(folder: Path, tmp_path: Path) -> None:
    words: list[str | Path] = [
        "pick",
        folder / "scores.parquet",
        "--method",
        "anchor-points",
        "--n",
        "12",
        "--seeds",
        "3",
    ]
    code, out, _ = select(*words)
    assert code == 0
    code, _, told = select(*words, "--out", tmp_path / "subset.json")
    assert code == 0
    assert "Of 3 seeds" in told
    assert json.loads(out) == json.loads((tmp_path / "subset.json").read_text())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["compare", "absent.csv", "--out", "x"], "absent.csv: no such file"),
        (["compare", "SCORES", "--out", "OUT", "--methods", "best"], "no method is called best"),
        (["compare", "SCORES", "--out", "OUT", "--methods", "combined"], "needs features that are not there"),
        (["compare", "SCORES", "--out", "OUT", "--sizes", "10,many"], "--sizes: expected numbers"),
        (["compare", "SCORES", "--out", "OUT", "--folds", "9"], "18 models for 9 folds"),
        (["pick", "SCORES", "--method", "all", "--n", "5"], "expected one method"),
    ],
)
def test_a_slip_is_told_in_one_line(folder: Path, tmp_path: Path, words: list[str], told: str) -> None:
    places: dict[str, str | Path] = {"SCORES": folder / "scores.parquet", "OUT": tmp_path / "out"}
    code, out, error = select(*(places.get(word, word) for word in words))
    assert code == 2
    assert out == ""
    assert told in " ".join(error.replace("│", " ").split())
