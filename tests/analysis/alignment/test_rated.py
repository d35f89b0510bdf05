"""Which models have both scores and ratings, and what is said of those that do not."""

from pathlib import Path

import numpy as np
import pytest

from analysis.alignment.rated import RatedModels, match, read_rated
from analysis.ratings.reading import RatingsFaultError
from analysis.scores.faults import InsufficientDataError
from analysis.scores.matrix import ScoreMatrix


def matrix(*models: str) -> ScoreMatrix:
    scores = np.linspace(0, 1, 2 * len(models)).reshape(len(models), 2)
    return ScoreMatrix.of(scores, models=models, items=["i", "j"], tasks=["t", "t"])


def rated(*models: str) -> RatedModels:
    means = np.arange(1, len(models) + 1, dtype=np.float64)
    return RatedModels("overall", models, means, means / 10, np.full(len(models), 9))


def test_models_with_both_come_first_in_the_same_order() -> None:
    found = match(matrix("d", "c", "x", "a"), rated("a", "b", "c", "d"))
    assert found.rated.models == ("a", "c", "d")
    assert found.scores.models == ("a", "c", "d", "x")
    assert found.rated.means.tolist() == [1, 3, 4]
    assert found.without_scores == ("b",)
    assert found.notes[0] == "rated, but without scores and left out: b"
    assert found.notes[1].startswith("3 models are few")


def test_fewer_than_three_are_refused_with_both_lists() -> None:
    with pytest.raises(InsufficientDataError, match=r"1 models have both .* Scores are of a, x; ratings of a, b, c"):
        match(matrix("a", "x"), rated("a", "b", "c"))


def test_means_come_from_conversations_or_from_a_table_of_models(tmp_path: Path) -> None:
    conversations = tmp_path / "ratings.csv"
    conversations.write_text(
        "conversation,participant,model,scenario,category,overall\n"
        "1,p1,a,s,k,4\n2,p2,a,s,k,6\n3,p3,b,s,k,2\n4,p4,c,s,k,\n"
    )
    found = read_rated(conversations)
    assert (found.models, found.means.tolist(), found.n.tolist()) == (("a", "b"), [5, 2], [2, 1])
    assert found.sems[0] == pytest.approx(1)
    assert np.isnan(found.sems[1])
    models = tmp_path / "models.csv"
    models.write_text("model,n,overall_mean,overall_sem,warmth_mean\na,2,5,1,3\nb,1,2,,4\n")
    assert read_rated(models).means.tolist() == [5, 2]
    assert read_rated(models, "warmth").means.tolist() == [3, 4]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("model,n\na,1\n", "column 'overall_mean' is missing"),
        ("model,overall_mean\na,7\n", "row 2, overall_mean: '7'; expected 1 to 6"),
        ("model,overall_mean\na,\n", "row 2, overall_mean: ''; expected 1 to 6"),
        ("model,overall_mean\na,high\n", "row 2, overall_mean: 'high'; expected a number"),
        ("model,overall_mean\na,3\na,4\n", "row 3, model: 'a'; expected each model's name once"),
    ],
)
def test_a_fault_in_a_table_of_models_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "models.csv"
    path.write_text(text)
    with pytest.raises(RatingsFaultError) as told:
        read_rated(path)
    assert said in str(told.value)
