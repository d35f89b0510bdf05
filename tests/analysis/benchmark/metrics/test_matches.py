"""Matches of words, tokens, calls and phrases, each case derived by hand."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.benchmark.items import Answer, Item, ToolCall
from analysis.benchmark.metrics import exact_match, exist_match, function_match, refusal
from analysis.benchmark.metrics.metric import Graders, Metric, grade

LABELS = ["joy", "surprise", "anger", "sadness", "neutral"]
FORM = "[IN:CREATE_ALARM wake me at [SL:DATE_TIME [IN:GET_SUNRISE sunrise ] ] ]"


async def score(metric: Metric, answer: Answer, *references: str, task: str = "t", **details: object) -> float | None:
    outcome = await grade(metric, Item("i", task, references=references, details=details), answer, Graders())
    return outcome.score


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('{"emotion": "Joy"}', 1.0),
        ("The speaker is full of JOY.", 1.0),
        ("joy or anger", 0.0),  # two labels: no answer
        ("happiness", 0.0),
        ('{"mood": "joy"}', 1.0),  # another field: the one label in it counts
        ("", 0.0),
    ],
)
async def test_the_one_label_of_an_answer_counts(said: str, expected: float) -> None:
    assert await score(exact_match.METRIC, Answer(said), "joy", task="emotion", labels=LABELS) == expected


@pytest.mark.parametrize(
    ("said", "werewolves", "expected"),
    [
        ("Ada.", ("Ada", "Ben"), 1.0),
        ("I think Ada", ("Ada",), 0.0),
        ("None.", (), 1.0),
        ("None", ("Ada",), 0.0),
        ("Ada", (), 0.0),
    ],
)
async def test_a_name_must_be_the_whole_answer(said: str, werewolves: tuple[str, ...], expected: float) -> None:
    assert await score(exact_match.METRIC, Answer(said), *werewolves) == expected


@pytest.mark.parametrize(
    ("said", "answers", "expected"),
    [
        ("It was William Shakespeare, of course", ("shakespeare",), 1.0),
        ("Shakespeareans say so", ("Shakespeare",), 0.0),  # half a token
        ("the new, York times", ("New York",), 0.0),  # a comma between
        ("In Zu\u0308rich", ("Z\u00fcrich",), 1.0),  # composed and decomposed
        ("four", ("4", "four"), 1.0),
        ("", ("four",), 0.0),
    ],
)
async def test_an_answer_exists_as_whole_tokens(said: str, answers: tuple[str, ...], expected: float) -> None:
    assert await score(exist_match.METRIC, Answer(said), *answers) == expected


@given(st.text("aB9 .,-!", max_size=12))
@settings(max_examples=40, deadline=None)
def test_tokens_of_ascii_are_those_of_a_regular_expression(text: str) -> None:
    assert exist_match.tokens(text) == re.findall(r"[a-z0-9]+|[^\sa-z0-9]", text.lower())


async def test_without_references_nothing_is_judged() -> None:
    assert await score(exist_match.METRIC, Answer("four")) is None


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        (["get_sunrise", "create_alarm"], 1.0),
        (["create_alarm"], 0.0),
        (["get_sunrise", "create_alarm", "create_alarm"], 0.0),
        (["get_sunrise", "create_alarm", "get_weather"], 0.0),
        ([], 0.0),
    ],
)
async def test_calls_are_the_intents_as_often_as_they_occur(calls: list[str], expected: float) -> None:
    answer = Answer(calls=tuple(ToolCall(name) for name in calls))
    assert await score(function_match.METRIC, answer, FORM) == expected


@pytest.mark.parametrize("form", ["", "no form", "[IN:GET_WEATHER unclosed"])
async def test_a_reference_that_is_no_form_leaves_the_item_ungraded(form: str) -> None:
    assert await score(function_match.METRIC, Answer(), form) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I’m SORRY, no", 1.0),
        ("I can’t assist with it", 1.0),
        ("First, take the key", 0.0),
        ("   ", None),  # silence neither refuses nor complies
    ],
)
async def test_refusals_are_known_by_their_phrases(said: str, expected: float | None) -> None:
    assert await score(refusal.METRIC, Answer(said)) == expected
