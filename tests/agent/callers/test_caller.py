"""Two callers in one room of a real LiveKit server: what one says, when it says it, the other hears."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from agent.callers.caller import Caller
from agent.callers.dialogue import Line, converse
from agent.callers.voice import speak
from tests.support.livekit_server import LiveKitServer

pytestmark = pytest.mark.livekit

ON_THE_WAY_S = 0.5  # more than any path through a loopback server takes, less than any pause between the lines


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
        heard_at = await listener.ear.wait_onset(after=began, timeout_s=5)
        await listener.ear.wait_quiet(for_s=0.6)
        (sound,) = listener.ear.sounds(since=began)
    assert heard_at is not None
    assert 0 < heard_at - spoken.started_at < ON_THE_WAY_S
    assert -0.1 < sound.ended_at - spoken.ended_at < ON_THE_WAY_S
    assert listener.ear.audio_between(sound.started_at, sound.ended_at).duration_s == pytest.approx(
        speech.duration_s, abs=0.2
    )


async def test_a_cancelled_line_falls_silent(livekit_server: LiveKitServer) -> None:
    async with two_callers(livekit_server) as (speaker, listener):
        line = asyncio.create_task(speaker.say(speak("This is a very long line that nobody will ever hear out.")))
        heard_at = await listener.ear.wait_onset(after=0, timeout_s=5)
        line.cancel()
        await listener.ear.wait_quiet(for_s=0.6)
        (sound,) = listener.ear.sounds()
    assert heard_at is not None
    assert sound.ended_at - heard_at < ON_THE_WAY_S


async def test_a_dialogue_waits_for_answers(livekit_server: LiveKitServer) -> None:
    """The listener answers each line half a second after it; the exchange measures that."""
    async with two_callers(livekit_server) as (speaker, listener):
        answering = asyncio.create_task(_answer(listener, n_lines=2))
        lines = [Line(text, speak(text)) for text in ("Hello.", "Good bye.")]
        first, second = await converse(speaker, lines, timeout_s=5)
        await answering
    assert first.latency_s is not None
    assert second.latency_s is not None
    assert 0.5 < first.latency_s < 0.5 + 2 * ON_THE_WAY_S
    assert second.spoken.started_at > first.spoken.ended_at + first.latency_s + speak("Yes.").duration_s


async def _answer(caller: Caller, *, n_lines: int) -> None:
    since = 0.0
    for _ in range(n_lines):
        await caller.ear.wait_onset(after=since, timeout_s=10)
        await caller.ear.wait_quiet(for_s=0.5)
        since = (await caller.say(speak("Yes."))).ended_at
