"""Metrics of sound and time, and what every metric does with an answer that cannot be graded."""

from pathlib import Path

import pytest

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics import exist_match, latency, pedant, utmos
from analysis.benchmark.metrics.catalogue import METRICS, metric_of
from analysis.benchmark.metrics.metric import Graders, Metric, grade
from analysis.benchmark.samples import tone
from analysis.benchmark.tasks.registry import registry

ITEM = Item("i", "t", references=("What is Saturn?",), details={"question": "It has rings."})


def same_words(reference: str, words: str, _question: str) -> bool:
    return reference == words


@pytest.mark.parametrize(("mos", "score"), [(1.0, 0.0), (3.0, 0.5), (5.0, 1.0), (5.2, 1.0)])
async def test_utmos_is_the_predictors_mark(tmp_path: Path, mos: float, score: float) -> None:
    answer = Answer(audio=tone(tmp_path / "a.wav"))
    outcome = await grade(utmos.METRIC, ITEM, answer, Graders(quality=lambda _path: mos))
    assert outcome.score == pytest.approx(score)
    assert outcome.raw == mos


@pytest.mark.parametrize(
    ("graders", "reason"), [(Graders(), "no UTMOS predictor"), (Graders(quality=lambda _: 0.0), "no MOS")]
)
async def test_without_a_mark_there_is_no_score(tmp_path: Path, graders: Graders, reason: str) -> None:
    outcome = await grade(utmos.METRIC, ITEM, Answer(audio=tone(tmp_path / "a.wav")), graders)
    assert (outcome.status, outcome.score) == ("unscored", None)
    assert reason in (outcome.reason or "")


def breaks(*_given: object) -> bool:
    raise RuntimeError("no such device")


@pytest.mark.parametrize("metric", [utmos.METRIC, pedant.METRIC])
async def test_a_grader_that_breaks_is_not_the_models_fault(tmp_path: Path, metric: Metric) -> None:
    answer = Answer("What is Saturn?", audio=tone(tmp_path / "a.wav"))
    outcome = await grade(metric, ITEM, answer, Graders(quality=breaks, same_answer=breaks))
    assert (outcome.status, outcome.score) == ("unscored", None)
    assert "RuntimeError: no such device" in (outcome.reason or "")


@pytest.mark.parametrize(("seconds", "score"), [(0.0, 1.0), (1.0, 0.8), (5.0, 0.0), (60.0, 0.0), (None, None)])
async def test_latency_by_the_papers_table(seconds: float | None, score: float | None) -> None:
    outcome = await grade(latency.METRIC, ITEM, Answer("wrong", latency_s=seconds), Graders())
    assert outcome.score == (None if score is None else pytest.approx(score))


@pytest.mark.parametrize(("words", "score"), [("What is Saturn?", 0.8), ("What is Mars?", 0.0)])
async def test_latency_by_the_published_code_wants_the_right_answer(words: str, score: float) -> None:
    answer = Answer(words, latency_s=1.0)
    outcome = await grade(latency.IF_RIGHT, ITEM, answer, Graders(same_answer=same_words))
    assert outcome.score == pytest.approx(score)
    assert (await grade(latency.IF_RIGHT, ITEM, answer, Graders())).status == "unscored"


def test_the_switch_changes_the_latency_task_alone() -> None:
    changed = [task.id for task in registry().tasks if metric_of(task) != metric_of(task, latency_if_right=True)]
    assert changed == ["jeopardy_latency"]


@pytest.mark.parametrize(("words", "score"), [("What is Saturn?", 1.0), ("What is Mars?", 0.0), ("", 0.0)])
async def test_pedant_is_what_the_classifier_says(words: str, score: float) -> None:
    assert (await grade(pedant.METRIC, ITEM, Answer(words), Graders(same_answer=same_words))).score == score


async def test_without_the_classifier_the_reason_says_how_to_get_it() -> None:
    outcome = await grade(pedant.METRIC, ITEM, Answer("What is Saturn?"), Graders())
    assert (outcome.status, outcome.reason) == ("unscored", pedant.HOW_TO)


class Writer:
    name = "writer"

    def __init__(self, words: str | Exception) -> None:
        self.words = words

    async def transcribe(self, _sound: Path) -> str:
        if isinstance(self.words, Exception):
            raise self.words
        return self.words


@pytest.mark.parametrize(
    ("writer", "text", "score", "source"),
    [
        (Writer("What is Saturn?"), "", 1.0, "writer"),
        (Writer("noise"), "What is Saturn?", 0.0, "writer"),  # what was said counts, not what was meant
        (None, "What is Saturn?", 1.0, "text"),
    ],
)
async def test_spoken_words_are_written_down_first(
    tmp_path: Path, writer: Writer | None, text: str, score: float, source: str
) -> None:
    answer = Answer(text, audio=tone(tmp_path / "a.wav"))
    outcome = await grade(exist_match.METRIC, ITEM, answer, Graders(transcriber=writer))
    assert (outcome.score, outcome.evidence["words_from"]) == (score, source)


@pytest.mark.parametrize("writer", [None, Writer(ValueError("too short"))])
async def test_speech_that_nobody_writes_down_stays_ungraded(tmp_path: Path, writer: Writer | None) -> None:
    answer = Answer(audio=tone(tmp_path / "a.wav"))
    assert (await grade(exist_match.METRIC, ITEM, answer, Graders(transcriber=writer))).status == "unscored"


@pytest.mark.parametrize("name", sorted(METRICS))
@pytest.mark.parametrize("content", [b"", b"RIFF....WAVEfmt nothing", None])
async def test_a_malformed_sound_is_the_models_error_under_every_metric(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    sound = tmp_path / "a.wav"
    if content is not None:
        sound.write_bytes(content)
    outcome = await grade(METRICS[name], ITEM, Answer("words", audio=sound), Graders())
    assert (outcome.status, outcome.score, outcome.verdict) == ("error", None, "ungraded")


def test_every_task_has_a_metric_that_is_there() -> None:
    assert {task.metric for task in registry().tasks} <= set(METRICS)
    for task in registry().tasks:
        if metric_of(task).hears:
            assert task.output == "audio"
