"""Runs go together when they measured the same, and every reason why not is named."""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.benchmark.matrices import combine, read_runs, write_matrix
from analysis.benchmark.outcomes import failed, scored, ungraded
from analysis.benchmark.running.results import MANIFEST
from analysis.scores.faults import ScoresFaultError
from analysis.scores.reading import read_scores
from tests.analysis.benchmark.runs import finished


@pytest.fixture
def pair(tmp_path: Path) -> list[Path]:
    return [
        finished(tmp_path, "one", [scored(1.0), scored(0.5), failed("it raised")]),
        finished(tmp_path, "two", [scored(0.0), ungraded("no judge"), scored(0.25)]),
    ]


def test_failures_of_either_kind_are_missing_never_zero(pair: list[Path]) -> None:
    matrix = combine(read_runs(pair))
    np.testing.assert_array_equal(matrix.scores, [[1.0, 0.5, np.nan], [0.0, np.nan, 0.25]])
    assert matrix.models == ("one", "two")
    assert matrix.tasks == ("superb_asr",)


def test_the_written_matrix_is_read_by_the_analysis_and_has_its_version(pair: list[Path], tmp_path: Path) -> None:
    runs = read_runs(pair)
    matrix = combine(runs)
    manifest = write_matrix(matrix, runs, tmp_path / "scores.csv")
    assert read_scores(tmp_path / "scores.csv").digest == matrix.digest
    assert manifest["version"] == matrix.digest[:12]
    assert manifest["n_ungraded"] == {"one": 1, "two": 1}
    assert json.loads((tmp_path / "scores.manifest.json").read_text()) == manifest


def test_a_runs_own_rows_are_a_matrix_of_one_model(pair: list[Path]) -> None:
    np.testing.assert_array_equal(read_scores(pair[0] / "results.parquet").scores, [[1.0, 0.5, np.nan]])


def faults(*folders: Path, allow_missing: bool = False) -> str:
    with pytest.raises(ScoresFaultError) as refused:
        combine(read_runs(folders), allow_missing=allow_missing)
    return str(refused.value)


def test_a_model_in_two_runs_is_refused(pair: list[Path], tmp_path: Path) -> None:
    again = finished(tmp_path / "again", "one", [scored(1.0)] * 3)
    assert "the model 'one' is in two runs" in faults(*pair, again)


def test_items_that_changed_are_refused(pair: list[Path], tmp_path: Path) -> None:
    other = finished(tmp_path, "three", [scored(1.0)] * 3, words="another reference")
    assert "item b/superb_asr/0: item_hash is" in faults(*pair, other)


def test_other_judges_are_refused(pair: list[Path]) -> None:
    path = pair[1] / MANIFEST
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "judges": {"reader": {"model": "another"}}}))
    assert "judges or transcriber differ" in faults(*pair)


def test_missing_items_are_refused_unless_allowed(pair: list[Path], tmp_path: Path) -> None:
    small = finished(tmp_path, "small", [scored(1.0)])
    assert "2 of 3 items are missing" in faults(*pair, small)
    matrix = combine(read_runs([*pair, small]), allow_missing=True)
    np.testing.assert_array_equal(matrix.scores[2], [1.0, np.nan, np.nan])
