"""One turn with a model outside of any room: what it answers, and how long it takes until something is heard."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from agent.answering.limits import Limits, answer
from agent.models.base import (
    Audio,
    AudioDelta,
    Delta,
    ModelError,
    TextDelta,
    ToolCall,
    Turn,
    Usage,
    UserTranscript,
    Voice,
    VoiceModel,
)
from agent.speaking.sentences import speak

LIMITS = Limits(retries=0)


@dataclass(slots=True)
class Trial:
    """What came of a turn. Times are milliseconds from the request."""

    text: str = ""
    heard: str | None = None  # the user's words, from pipelines
    calls: list[ToolCall] = field(default_factory=list)
    audio: list[Audio] = field(default_factory=list)
    usage: Usage | None = None
    first_delta_ms: float | None = None
    first_audio_ms: float | None = None
    complete_ms: float | None = None


async def first_sign(model: VoiceModel, turn: Turn) -> Delta:
    """The first words, sound or call of an answer, which is then left: as little as can be asked. Raises ModelError."""
    async with aclosing(answer(model, turn, limits=LIMITS, on_retry=_not_retried)) as deltas:
        async for delta in deltas:
            if isinstance(delta, TextDelta | AudioDelta | ToolCall):
                return delta
    raise ModelError("the model answered nothing")


async def hold(model: VoiceModel, voice: Voice, turn: Turn, *, now: Callable[[], float]) -> Trial:
    """The whole answer, spoken by the voice where the model does not speak. Raises ModelError.

    ``now`` gives seconds.
    """
    trial, started = Trial(), now()
    written = asyncio.Queue[str | None]()

    def passed_ms() -> float:
        return (now() - started) * 1000

    async def ask() -> None:
        try:
            async with aclosing(answer(model, turn, limits=LIMITS, on_retry=_not_retried)) as deltas:
                async for delta in deltas:
                    _take(trial, delta, passed_ms())
                    if isinstance(delta, TextDelta):
                        written.put_nowait(delta.text)
        finally:
            written.put_nowait(None)

    asking = asyncio.create_task(ask())
    try:
        if not model.capabilities.audio_out:
            async for spoken in speak(_until_none(written), voice):
                _hear(trial, spoken.audio, passed_ms())
        await asking
    finally:
        asking.cancel()
    trial.complete_ms = passed_ms()
    return trial


def _take(trial: Trial, delta: Delta, at_ms: float) -> None:
    if trial.first_delta_ms is None and isinstance(delta, TextDelta | AudioDelta | ToolCall):
        trial.first_delta_ms = at_ms
    match delta:
        case TextDelta(text=text):
            trial.text += text
        case AudioDelta(audio=audio):
            _hear(trial, audio, at_ms)
        case ToolCall():
            trial.calls.append(delta)
        case UserTranscript(text=text):
            trial.heard = text
        case Usage():
            trial.usage = delta


def _hear(trial: Trial, audio: Audio, at_ms: float) -> None:
    if trial.first_audio_ms is None and audio.pcm:
        trial.first_audio_ms = at_ms
    trial.audio.append(audio)


async def _until_none(written: asyncio.Queue[str | None]) -> AsyncIterator[str]:
    while (text := await written.get()) is not None:
        yield text


def _not_retried(error: ModelError) -> None:
    """There are no retries here."""
