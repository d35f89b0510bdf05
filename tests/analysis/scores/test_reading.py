"""Both forms in both formats, and the faults with their places."""

from pathlib import Path

import numpy as np
import pytest

from analysis.scores.adapters import read_any
from analysis.scores.catalogue import Task
from analysis.scores.faults import ScoresFaultError
from analysis.scores.matrix import ScoreMatrix
from analysis.scores.reading import read_scores
from analysis.scores.synthetic import synthetic_scores
from analysis.scores.writing import write_long, write_wide


def small() -> ScoreMatrix:
    tasks = [Task("b", 3, "binary", spoken=False), Task("a", 2, "judged", spoken=True)]
    drawn = synthetic_scores(np.random.default_rng(0), tasks=tasks, n_models=4)
    scores = drawn.scores.copy()
    scores[1, 2] = np.nan
    drawn = ScoreMatrix(drawn.models, drawn.items, drawn.tasks, drawn.task, scores)
    return drawn.of_items(np.argsort(drawn.task, kind="stable"))


@pytest.mark.parametrize("write", [write_long, write_wide])
@pytest.mark.parametrize("end", [".csv", ".parquet"])
def test_what_was_written_is_read(tmp_path: Path, write: object, end: str) -> None:
    path = tmp_path / f"scores{end}"
    assert callable(write)
    write(small(), path)
    assert read_any(path).digest == small().digest


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("model,task,item,score\nm,t,a,1.5\n", "row 2, score: 1.5; expected a number from 0 to 1"),
        ("model,task,item,score\nm,t,a,good\n", "row 2, score: 'good'; expected a number from 0 to 1"),
        ("model,task,item,score\nm,t,a,1\nm,t,a,0\n", "row 3: model 'm' and item 'a' are also"),
        ("model,task,item,score\nm,t,a,1\nk,u,a,0\n", "row 3, task: 'u' for item 'a', which is in task 't' too"),
        ("model,task,item,score\n,t,a,1\n", "row 2, model: nothing there; expected a name"),
        ("model,task,item,score,status\nm,t,a,1,fine\n", "row 2, status: 'fine'; expected one of scored"),
        ("model,item,score\nm,a,1\n", "column 'task' is missing"),
        ("item,m\na,1\n", "column 'task' is missing"),
        ("task,item,m\nt,a,x\n", "row 2, m: 'x'; expected a number"),
        ("task,item,m,m\nt,a,1,1\n", "column 'm"),
        ("task,item,m\n", "no row below the header"),
    ],
)
def test_faults_have_a_place(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(text)
    with pytest.raises(ScoresFaultError) as caught:
        read_scores(path)
    assert fault in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_an_error_is_ungraded_even_with_a_score(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("model,task,item,score,status\nm,t,a,0.0,error\nm,t,b,1,scored\nm,t,c,,unscored\n")
    np.testing.assert_array_equal(read_scores(path).scores, [[np.nan, 1.0, np.nan]])


def test_what_is_nothing_of_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScoresFaultError, match="no scores found"):
        read_any(tmp_path)
    with pytest.raises(ScoresFaultError, match="no such file"):
        read_any(tmp_path / "absent.csv")
