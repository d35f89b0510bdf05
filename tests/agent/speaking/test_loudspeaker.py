"""The loudspeaker on LiveKit's real audio source, without a room: its clock is the wall's."""

import asyncio
import time

import pytest
from livekit import rtc
from livekit.agents.voice.io import PlaybackFinishedEvent, PlaybackStartedEvent

from agent.models.fakes import RATE, tone
from agent.speaking.loudspeaker import Loudspeaker


def frame(seconds: float) -> rtc.AudioFrame:
    pcm = tone(seconds).pcm
    return rtc.AudioFrame(pcm, RATE, 1, len(pcm) // 2)


async def test_a_segment_is_played_to_its_end() -> None:
    speaker = Loudspeaker()
    started: list[PlaybackStartedEvent] = []
    finished: list[PlaybackFinishedEvent] = []
    speaker.on("playback_started", started.append)
    speaker.on("playback_finished", finished.append)
    began = time.time()
    for _ in range(4):
        await speaker.capture_frame(frame(0.1))
    speaker.flush()
    await speaker.wait_for_playout()
    assert len(started) == 1
    assert began <= started[0].created_at <= time.time() - 0.35  # it took the time that it lasts
    [end] = finished
    assert not end.interrupted
    assert end.playback_position == pytest.approx(0.4)
    await speaker.aclose()


async def test_clearing_falls_silent_at_once_and_tells_how_far_it_came() -> None:
    speaker = Loudspeaker()
    began = time.time()
    await speaker.capture_frame(frame(60.0))
    speaker.flush()
    await asyncio.sleep(0.5)
    speaker.clear_buffer()
    played_s = time.time() - began
    end = await asyncio.wait_for(speaker.wait_for_playout(), 20)  # much less than the rest of it
    assert end.interrupted
    assert 0 < end.playback_position < played_s + 0.1
    await speaker.capture_frame(frame(0.1))
    speaker.flush()
    end = await speaker.wait_for_playout()
    assert not end.interrupted
    assert end.playback_position == pytest.approx(0.1)
    await speaker.aclose()


async def test_a_segment_may_come_in_pieces_with_pauses() -> None:
    speaker = Loudspeaker()
    started: list[PlaybackStartedEvent] = []
    speaker.on("playback_started", started.append)
    await speaker.capture_frame(frame(0.1))
    await asyncio.sleep(0.3)
    await speaker.capture_frame(frame(0.1))
    speaker.flush()
    end = await speaker.wait_for_playout()
    assert len(started) == 1
    assert end.playback_position == pytest.approx(0.2)
    await speaker.aclose()


async def test_clearing_nothing_is_nothing() -> None:
    speaker = Loudspeaker()
    speaker.clear_buffer()
    speaker.flush()
    await speaker.aclose()


async def test_replies_may_interrupt_each_other_many_times() -> None:
    speaker = Loudspeaker()
    for seconds in (3.0, 0.15, 0.9, 2.0, 0.3):
        await speaker.capture_frame(frame(seconds))
        speaker.flush()
        await asyncio.sleep(0.07)
        speaker.clear_buffer()
        await speaker.wait_for_playout()
    await speaker.capture_frame(frame(0.2))
    speaker.flush()
    end = await speaker.wait_for_playout()
    assert not end.interrupted
    assert end.playback_position == pytest.approx(0.2)
    await speaker.aclose()
