"""Metrics that ask a judge: what it must say, what is made of it, and that unreadable words judge nothing."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics import gpt_score, llm_accuracy, pronunciation, win_rate
from analysis.benchmark.metrics.metric import Graders, Metric, grade
from analysis.benchmark.metrics.spoken_json import json_in
from analysis.benchmark.samples import tone
from tests.analysis.benchmark.scripted import ScriptedClient, graders, judge, said

QUESTION = Item(
    "i", "t", text="Which language?", references=("French",), details={"question": "Why?", "checklist": "- x"}
)


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder = tmp_path_factory.mktemp("sounds")
    asked, model, baseline = (tone(folder / f"{hertz}.wav", hertz=hertz) for hertz in (300, 400, 500))
    return asked, model, baseline


@pytest.mark.parametrize(
    ("metric", "words", "score", "raw"),
    [
        (llm_accuracy.METRIC, "It says French. Result: YES", 1.0, 1.0),
        (llm_accuracy.METRIC, "I first thought Result: YES, but no.\n**Result: NO**", 0.0, 0.0),
        (gpt_score.METRIC, "Good.\nRating: 10", 1.0, 10.0),
        (gpt_score.METRIC, "Poor. Rating: [[1]]", 0.0, 1.0),
        (gpt_score.WITH_CHECKLIST, "Fair. Rating: 5.5", 0.5, 5.5),
    ],
)
async def test_readable_words_are_scored(metric: Metric, words: str, score: float, raw: float) -> None:
    outcome = await grade(metric, QUESTION, Answer("It is French."), graders(words))
    assert outcome.score == pytest.approx(score)
    assert outcome.raw == raw
    assert outcome.evidence["judge"] == "judge-2026-01-01"
    assert outcome.evidence["judge_reported"] == "judge-reported"


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        (llm_accuracy.METRIC, "It is right."),
        (gpt_score.METRIC, "I would give it a 7."),
        (gpt_score.METRIC, "Rating: 11"),
        (gpt_score.METRIC, "Rating: 0"),
    ],
)
async def test_unreadable_words_are_asked_for_three_times_and_then_judge_nothing(metric: Metric, words: str) -> None:
    client = ScriptedClient(words, words, words)
    one = judge(client)
    outcome = await grade(metric, QUESTION, Answer("French"), Graders(judges={"reader": one, "rater": one}))
    assert (outcome.status, outcome.score) == ("unscored", None)
    assert outcome.reason == "judge judge-2026-01-01: unreadable after 3 tries"
    assert [request["seed"] for request in client.requests] == [7, 8, 9]  # the same seed would say the same again


async def test_a_second_try_that_is_readable_counts() -> None:
    outcome = await grade(llm_accuracy.METRIC, QUESTION, Answer("French"), graders("Hm.", "Result: YES"))
    assert outcome.score == 1.0


@pytest.mark.parametrize("metric", [llm_accuracy.METRIC, gpt_score.METRIC])
async def test_an_empty_answer_asks_no_judge(metric: Metric) -> None:
    assert (await grade(metric, QUESTION, Answer(" "), graders())).score == 0.0


async def test_without_its_judge_an_item_stays_ungraded() -> None:
    outcome = await grade(llm_accuracy.METRIC, QUESTION, Answer("French"), Graders())
    assert (outcome.status, outcome.reason) == ("unscored", "no judge for the role 'reader'")


async def test_the_judge_reads_question_reference_and_answer() -> None:
    client = ScriptedClient("Result: YES")
    await grade(llm_accuracy.METRIC, QUESTION, Answer("C'est du français"), Graders(judges={"reader": judge(client)}))
    words = said(client.requests[0]["messages"])
    assert all(part in words for part in ("Which language?", "French", "C'est du français"))
    assert (client.requests[0]["model"], client.requests[0]["temperature"]) == ("judge-2026-01-01", 0.0)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('{"reasoning": "same", "match": true}', 1.0),
        ('```json\n{"match": false}\n```', 0.0),
        ('They match. {"match": "true"}', None),  # a string is no verdict
        ("They match.", None),
    ],
)
async def test_pronunciation(sounds: tuple[Path, Path, Path], words: str, expected: float | None) -> None:
    item = Item("i", "t", reference_audio=sounds[2])
    outcome = await grade(pronunciation.METRIC, item, Answer(audio=sounds[1]), graders(words, words, words))
    assert outcome.score == expected


def prefers(place: str, mine: Path) -> Callable[[dict[str, Any]], str]:
    """A judge that prefers a place, or the clip that is ``mine`` wherever it is."""
    encoded = base64.b64encode(mine.read_bytes()).decode()

    def respond(request: dict[str, Any]) -> str:
        parts = request["messages"][1]["content"]
        answers = [part["input_audio"]["data"] for part in parts if part["type"] == "input_audio"][1:]
        label = str(1 + answers.index(encoded)) if place == "mine" else place
        return json.dumps({"label": label})

    return respond


@pytest.mark.parametrize(
    ("place", "score"),
    [("1", 0.5), ("2", 0.5), ("mine", 1.0), ("tie", 0.5)],  # a judge of places favours nobody
)
async def test_win_rate_is_the_mean_of_both_orders(sounds: tuple[Path, Path, Path], place: str, score: float) -> None:
    item = Item("i", "t", audio=(sounds[0],), reference_audio=sounds[2])
    outcome = await grade(win_rate.METRIC, item, Answer(audio=sounds[1]), graders(respond=prefers(place, sounds[1])))
    assert outcome.score == score
    assert len(outcome.evidence["votes"]) == 6


async def test_a_loss_in_both_orders_is_zero(sounds: tuple[Path, Path, Path]) -> None:
    item = Item("i", "t", audio=(sounds[0],), reference_audio=sounds[2])
    outcome = await grade(win_rate.METRIC, item, Answer(audio=sounds[1]), graders(respond=prefers("mine", sounds[2])))
    assert outcome.score == 0.0


async def test_one_unreadable_vote_leaves_the_pair_ungraded(sounds: tuple[Path, Path, Path]) -> None:
    item = Item("i", "t", audio=(sounds[0],), reference_audio=sounds[2])
    votes = ['{"label": "1"}'] * 5 + ["the first"] * 3
    outcome = await grade(win_rate.METRIC, item, Answer(audio=sounds[1]), graders(*votes))
    assert (outcome.status, outcome.score) == ("unscored", None)


@pytest.mark.parametrize(
    ("words", "document"),
    [('{"a": 1}', {"a": 1}), ('Well: {x} {"a": {"b": 2}} end', {"a": {"b": 2}}), ("[1]", None), ("{", None)],
)
def test_the_first_object_in_words(words: str, document: dict[str, Any] | None) -> None:
    assert json_in(words) == document
