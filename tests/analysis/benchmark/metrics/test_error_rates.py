"""Error rates against an edit distance written here, and the stated normalisation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics import per, wer
from analysis.benchmark.metrics.error_rates import error_rate, plain, without_punctuation
from analysis.benchmark.metrics.metric import Graders, Metric, grade

WORDS = st.lists(st.sampled_from("abc"), max_size=6)


def edits(one: list[str], other: list[str]) -> int:
    """Edit distance, straight from its recurrence."""
    if not one or not other:
        return len(one) + len(other)
    return min(
        edits(one[1:], other) + 1,
        edits(one, other[1:]) + 1,
        edits(one[1:], other[1:]) + (one[0] != other[0]),
    )


@given(WORDS.filter(bool), WORDS)
@settings(max_examples=30, deadline=None)
def test_the_rate_is_edits_for_each_word_of_the_reference(reference: list[str], hypothesis: list[str]) -> None:
    rate = error_rate(" ".join(reference), " ".join(hypothesis))
    assert rate == pytest.approx(edits(reference, hypothesis) / len(reference))


def test_normalisation() -> None:
    assert plain("Don't  PANIC, Mr. 42!") == "dont panic mr 42"
    assert without_punctuation("DET, Noun. ") == "DET Noun"


@pytest.mark.parametrize(
    ("metric", "reference", "answer", "score", "raw"),
    [
        (wer.METRIC, "THE RIVER WAS COLD", "the river, was cold.", 1.0, 0.0),
        (wer.METRIC, "the river was cold", "a river cold", 0.5, 0.5),  # one substituted, one deleted, of four
        (wer.METRIC, "cold", "it was very cold", 0.0, 3.0),  # three inserted: the rate is 3, the score stops at 0
        (wer.METRIC, "the river", "", 0.0, 1.0),
        (wer.CASED, "DET NOUN", "DET noun", 0.5, 0.5),
        (per.METRIC, "DH AH R IH V ER", "dh ah r ih v ax", 5 / 6, 1 / 6),
    ],
)
async def test_scores(metric: Metric, reference: str, answer: str, score: float, raw: float) -> None:
    outcome = await grade(metric, Item("i", "t", references=(reference,)), Answer(answer), Graders())
    assert outcome.score == pytest.approx(score)
    assert outcome.raw == pytest.approx(raw)


async def test_a_reference_without_words_leaves_the_item_ungraded() -> None:
    outcome = await grade(wer.METRIC, Item("i", "t", references=("...",)), Answer("words"), Graders())
    assert (outcome.status, outcome.score, outcome.reason) == ("unscored", None, "the reference has no words")
