"""The Jaccard error against a search over every way to match speakers."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics import jaccard
from analysis.benchmark.metrics.metric import Graders, grade


def searched(reference: list[str], said: dict[int, str]) -> float:
    """The lowest mean error over all matchings, straight from the definition."""
    true = [{n for n, who in enumerate(reference, 1) if who == name} for name in sorted(set(reference))]
    given_sets = [{n for n, who in said.items() if who == name} for name in sorted(set(said.values()))]
    given_sets += [set() for _ in true]  # a speaker may stay without a match
    return min(
        sum(1 - len(one & other) / len(one | other) for one, other in zip(true, order, strict=True))
        for order in permutations(given_sets, len(true))
    ) / len(true)


@given(st.lists(st.sampled_from("AB"), min_size=1, max_size=5), st.lists(st.sampled_from(["1", "2", ""]), max_size=5))
@settings(max_examples=40, deadline=None)
def test_the_error_is_the_lowest_over_all_matchings(reference: list[str], labels: list[str]) -> None:
    said = {number: who for number, who in enumerate(labels[: len(reference)], 1) if who}
    assert jaccard.jaccard_error(reference, said) == pytest.approx(searched(reference, said))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Sentence 1: Speaker 2\nSentence 2: Speaker 1.", {1: "2", 2: "1"}),
        ("**Sentence 1**: *Speaker A*", {1: "a"}),
        ("Sentence 1:\nSpeaker 2", {1: "2"}),
        ("Two people talk.", {}),
    ],
)
def test_labels_are_read_from_lines(text: str, labels: dict[int, str]) -> None:
    assert jaccard.labels_in(text) == labels


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Sentence 1: Speaker 1\nSentence 2: Speaker 2\nSentence 3: Speaker 1", 1.0),
        ("Sentence 1: Speaker 9\nSentence 2: Speaker 4\nSentence 3: Speaker 9", 1.0),  # names do not matter
        # One speaker for all: A shares 2 of 3 sentences with it, B has no match: ((1 - 2/3) + 1) / 2 = 2/3.
        ("Sentence 1: Speaker 1\nSentence 2: Speaker 1\nSentence 3: Speaker 1", 1 / 3),
        ("I cannot tell.", 0.0),
    ],
)
async def test_scores(text: str, score: float) -> None:
    outcome = await grade(jaccard.METRIC, Item("i", "t", references=("A", "B", "A")), Answer(text), Graders())
    assert outcome.score == pytest.approx(score)
