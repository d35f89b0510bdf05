"""Two callers in one room of a real LiveKit server: what one says, when it says it, the other hears."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from agent.callers.caller import Caller
from agent.callers.dialogue import Line, converse
from agent.callers.microphone import Spoken
from agent.callers.voice import speak
from tests.support.livekit_server import LiveKitServer

pytestmark = pytest.mark.livekit

LONG_S = 30.0  # for what happens by itself, also on a busy machine
PAUSE_S = 1.5  # of silence, behind which a line is over although sound may be held up on its way


@asynccontextmanager
async def two_callers(server: LiveKitServer) -> AsyncIterator[tuple[Caller, Caller]]:
    room = f"callers-{uuid.uuid4().hex}"
    callers = Caller(), Caller(keep_audio=True)
    for index, caller in enumerate(callers):
        await caller.join(server.url, server.token(room=room, identity=f"caller-{index}"))
    try:
        yield callers
    finally:
        for caller in callers:
            await caller.leave()


async def test_speech_is_heard_when_it_is_spoken(livekit_server: LiveKitServer) -> None:
    async with two_callers(livekit_server) as (speaker, listener):
        speech = speak("One two three.")
        began = time.time()
        spoken = await speaker.say(speech)
        assert time.time() >= spoken.ended_at == pytest.approx(spoken.started_at + speech.duration_s)
        heard_at = await listener.ear.wait_onset(after=began, timeout_s=LONG_S)
        await listener.ear.wait_quiet(for_s=PAUSE_S)
        sounds = listener.ear.sounds(since=began)
    assert heard_at is not None
    assert heard_at == sounds[0].started_at > spoken.started_at
    assert sounds[-1].ended_at > spoken.ended_at - 0.1  # its last sound may be too faint
    kept = listener.ear.audio_between(sounds[0].started_at, sounds[-1].ended_at)
    assert kept.duration_s > speech.duration_s / 2


async def test_a_cancelled_line_falls_silent(livekit_server: LiveKitServer) -> None:
    long_line = speak("This is a very long line that nobody will ever hear out. " * 8)
    async with two_callers(livekit_server) as (speaker, listener):
        line = asyncio.create_task(speaker.say(long_line))
        heard_at = await listener.ear.wait_onset(after=0, timeout_s=LONG_S)
        line.cancel()
        await listener.ear.wait_quiet(for_s=PAUSE_S)
        sounds = listener.ear.sounds()
    assert heard_at is not None
    assert sounds[-1].ended_at - heard_at < long_line.duration_s / 2


async def test_a_dialogue_waits_for_answers(livekit_server: LiveKitServer) -> None:
    """The listener answers each line a while after it; the exchange measures that."""
    async with two_callers(livekit_server) as (speaker, listener):
        answering = asyncio.create_task(_answer(listener, n_lines=2))
        lines = [Line(text, speak(text)) for text in ("Hello.", "Good bye.")]
        exchanges = await converse(speaker, lines, timeout_s=LONG_S)
        answers = await answering
    for exchange, answer in zip(exchanges, answers, strict=True):
        assert exchange.answered_at is not None
        assert exchange.answered_at > answer.started_at > exchange.spoken.ended_at
        assert exchange.latency_s == exchange.answered_at - exchange.spoken.ended_at
    assert exchanges[1].spoken.started_at > answers[0].ended_at


async def _answer(caller: Caller, *, n_lines: int) -> list[Spoken]:
    answers: list[Spoken] = []
    for _ in range(n_lines):
        await caller.ear.wait_onset(after=answers[-1].ended_at if answers else 0.0, timeout_s=LONG_S)
        await caller.ear.wait_quiet(for_s=PAUSE_S)
        answers.append(await caller.say(speak("Yes.")))
    return answers
