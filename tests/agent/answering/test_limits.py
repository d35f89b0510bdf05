import asyncio
from collections.abc import AsyncIterator

import pytest

from agent.answering.limits import Limits, answer
from agent.models.base import (
    Capabilities,
    Delta,
    ModelError,
    ModelTimeoutError,
    TextDelta,
    ToolCall,
    Turn,
    Usage,
    UserTranscript,
    VoiceModel,
)
from agent.models.fakes import FailingModel, HangingModel
from tests.support.virtual_time import run_virtual

TURN = Turn("", ())


class Scripted(VoiceModel):
    """Plays one list a call: deltas, seconds to wait, or an exception to raise."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    def __init__(self, *calls: list[Delta | float | Exception]) -> None:
        self._calls = list(calls)
        self.stopped = 0

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        try:
            for step in self._calls.pop(0):
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step
        finally:
            self.stopped += 1


async def ask(model: VoiceModel) -> tuple[list[Delta], list[ModelError], ModelError | None, float]:
    """Deltas, what was retried, how it failed, and when it was over."""
    retried: list[ModelError] = []
    got: list[Delta] = []
    failure: ModelError | None = None
    try:
        async for delta in answer(model, TURN, limits=Limits(), on_retry=retried.append):
            got.append(delta)  # noqa: PERF401 -- what came before a failure counts
    except ModelError as error:
        failure = error
    return got, retried, failure, asyncio.get_running_loop().time()


def test_deltas_pass_as_they_come() -> None:
    deltas: list[Delta] = [UserTranscript("hi"), TextDelta("a"), ToolCall("1", "t", "{}"), Usage("m")]
    got, retried, failure, _ = run_virtual(ask(Scripted([*deltas])))
    assert (got, retried, failure) == (deltas, [], None)


def test_a_failure_before_anything_was_said_is_tried_again_once() -> None:
    got, retried, failure, _ = run_virtual(ask(FailingModel(failures=1)))
    assert got == [TextDelta("All is well now.")]
    assert len(retried) == 1
    assert failure is None
    got, retried, failure, _ = run_virtual(ask(FailingModel(failures=2)))
    assert got == []
    assert len(retried) == 1
    assert failure is not None


def test_nothing_is_tried_again_once_something_was_said() -> None:
    got, retried, failure, _ = run_virtual(ask(FailingModel(failures=1, says_first="Well, ")))
    assert got == [TextDelta("Well, ")]
    assert retried == []
    assert failure is not None


def test_an_answer_of_nothing_is_a_failure() -> None:
    _, retried, failure, _ = run_virtual(ask(Scripted([Usage("m")], [TextDelta("  ")])))
    assert len(retried) == 1
    assert isinstance(failure, ModelError)


def test_any_exception_of_a_provider_is_a_model_error() -> None:
    _, retried, failure, _ = run_virtual(ask(Scripted([KeyError("x")], [ValueError("y")])))
    assert str(retried[0]) == "KeyError: 'x'"
    assert str(failure) == "ValueError: y"


def test_silence_is_bounded_by_20_seconds_with_the_retry() -> None:
    _, retried, failure, at = run_virtual(ask(HangingModel()))
    assert isinstance(failure, ModelTimeoutError)
    assert retried == []
    assert at == pytest.approx(20.0)
    _, retried, failure, at = run_virtual(ask(Scripted([15.0, ModelError("late")], [60.0])))
    assert len(retried) == 1
    assert isinstance(failure, ModelTimeoutError)
    assert at == pytest.approx(20.0)


def test_a_transcript_does_not_stop_the_clock() -> None:
    _, _, failure, at = run_virtual(ask(Scripted([5.0, UserTranscript("hi"), 60.0])))
    assert isinstance(failure, ModelTimeoutError)
    assert at == pytest.approx(20.0)


def test_silence_in_the_middle_is_bounded_too() -> None:
    got, _, failure, at = run_virtual(ask(Scripted([TextDelta("a"), 19.0, TextDelta("b"), 30.0])))
    assert got == [TextDelta("a"), TextDelta("b")]
    assert isinstance(failure, ModelTimeoutError)
    assert at == pytest.approx(39.0)


def test_an_answer_may_take_60_seconds_in_all() -> None:
    steps: list[Delta | float | Exception] = [TextDelta("a"), 10.0] * 10
    model = Scripted(steps)
    got, _, failure, at = run_virtual(ask(model))
    assert len(got) == 6
    assert isinstance(failure, ModelTimeoutError)
    assert at == pytest.approx(60.0)
    assert model.stopped == 1


def test_a_timeout_of_the_provider_itself_is_no_limit_of_ours() -> None:
    _, retried, failure, _ = run_virtual(ask(Scripted([TimeoutError("read")], [TimeoutError("read")])))
    assert len(retried) == 1
    assert not isinstance(failure, ModelTimeoutError)


def test_leaving_early_stops_the_model() -> None:
    async def main() -> int:
        model = Scripted([TextDelta("a"), 50.0])
        task = asyncio.create_task(ask(model))
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait([task])
        return model.stopped

    assert run_virtual(main()) == 1
