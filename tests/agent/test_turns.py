"""The VAD on real speech: the same events as LiveKit's own, and utterances to the sample."""

import asyncio
from pathlib import Path

import numpy as np
import pytest
import soxr
from livekit import rtc
from livekit.agents import inference
from livekit.agents.vad import VADEvent, VADEventType, VADStream

from agent.callers.voice import speak
from agent.hearing.utterances import WINDOW_S
from agent.turns import StudyVAD, Windows
from scenarios.events import Reply, UserUtterance
from tests.agent.hearing.test_utterances import Heard
from tests.agent.parts import logged
from tests.agent.stage import on_stage
from tests.support.virtual_time import run_virtual

RATE = 24_000


@pytest.fixture(scope="module")
def dialogue() -> np.ndarray:
    """Two utterances with 2.5 s of silence around them."""
    silence = np.zeros(round(2.5 * RATE), np.int16)
    lines = [
        np.frombuffer(speak(text).pcm, np.int16) for text in ("Hello, how are you?", "I would like a coffee, please.")
    ]
    spoken = [soxr.resample(line, 16_000, RATE).astype(np.int16) for line in lines]
    return np.concatenate((silence, spoken[0], silence, spoken[1], silence))


async def events_of(stream: VADStream, samples: np.ndarray, frame_ms: int = 50) -> list[VADEvent]:
    size = RATE * frame_ms // 1000
    for at in range(0, len(samples), size):
        piece = samples[at : at + size]
        stream.push_frame(rtc.AudioFrame(piece.tobytes(), RATE, 1, len(piece)))
        await asyncio.sleep(0)
    stream.end_input()
    events = [event async for event in stream]
    await stream.aclose()
    return events


def speech(events: list[VADEvent]) -> list[tuple[VADEventType, int, float, float]]:
    """Starts and ends, with the sample at which each was decided."""
    kinds = (VADEventType.START_OF_SPEECH, VADEventType.END_OF_SPEECH)
    return [
        (e.type, e.samples_index, round(e.speech_duration, 6), round(e.silence_duration, 6))
        for e in events
        if e.type in kinds
    ]


async def test_the_same_events_as_livekits_own_vad(dialogue: np.ndarray) -> None:
    own = inference.VAD(
        model="silero",
        min_speech_duration=0.1,
        min_silence_duration=2.0,
        prefix_padding_duration=0.2,
        activation_threshold=0.4,
        max_buffered_speech=660.0,
    )
    theirs = speech(await events_of(own.stream(), dialogue))
    ours = speech(await events_of(StudyVAD(Heard()).stream(), dialogue))
    assert len(theirs) == 4
    assert ours == theirs


async def test_utterances_are_cut_from_the_input_to_the_sample(dialogue: np.ndarray) -> None:
    heard = Heard()
    await events_of(StudyVAD(heard).stream(), dialogue)
    whole = dialogue.tobytes()
    assert len(heard.cuts) == 2
    for cut in heard.cuts:
        at = whole.find(cut.audio.pcm)
        assert at % (768 * 2) == (768 - 4_800 % 768) * 2  # 200 ms before a window's beginning
        assert cut.audio.duration_s == pytest.approx(cut.speech_s + 0.4, abs=1e-6)
    assert [audio.pcm for audio in heard.early if audio.pcm in {c.audio.pcm for c in heard.cuts}] == [
        c.audio.pcm for c in heard.cuts
    ]


@pytest.mark.parametrize("frame_ms", [10, 32, 50, 1000])
async def test_the_size_of_frames_changes_nothing(dialogue: np.ndarray, frame_ms: int) -> None:
    reference, heard = Heard(), Heard()
    await events_of(StudyVAD(reference).stream(), dialogue)
    await events_of(StudyVAD(heard).stream(), dialogue, frame_ms)
    assert [c.audio for c in heard.cuts] == [c.audio for c in reference.cuts]


async def test_flush_forgets_what_was_heard(dialogue: np.ndarray) -> None:
    heard = Heard()
    stream = StudyVAD(heard).stream()
    half = dialogue[: round(3.2 * RATE)]
    stream.push_frame(rtc.AudioFrame(half.tobytes(), RATE, 1, len(half)))
    assert heard.started == 1
    stream.flush()
    silence = np.zeros(3 * RATE, np.int16)
    stream.push_frame(rtc.AudioFrame(silence.tobytes(), RATE, 1, len(silence)))
    assert not heard.cuts


def test_a_rate_without_whole_windows_is_refused() -> None:
    with pytest.raises(ValueError, match="44100"):
        Windows(44_100)


def test_a_rate_may_not_change() -> None:
    with pytest.raises(ValueError, match="16000"):
        Windows(RATE).push(rtc.AudioFrame(bytes(320), 16_000, 1, 160))


def test_what_is_being_said_when_the_conversation_ends_is_on_record(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text") as stage:
            stage.microphone.say("Good morning, how are you today?")
            await asyncio.sleep(1.0)
        [cut_short] = logged(stage.log, UserUtterance)
        assert 0.5 < cut_short.ended_s - cut_short.started_s < 1.1
        assert (stage.log.folder.parent / cut_short.audio).exists()

    run_virtual(main())


def test_a_page_that_closes_in_the_middle_of_a_word_ends_the_utterance(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text") as stage:
            stage.microphone.say("Good morning, how are you today?")
            await asyncio.sleep(1.0)
            stage.microphone.leave()
            await asyncio.sleep(4)
            [cut_short] = logged(stage.log, UserUtterance)
            assert 0.5 < cut_short.ended_s - cut_short.started_s < 1.3
            assert stage.parts.floor.user == "listening"
            assert [r.purpose for r in logged(stage.log, Reply)] == ["answer"]
            stage.microphone.come_back()
            await stage.say("I am back again now.", then_s=6)
            assert len(logged(stage.log, UserUtterance)) == 2

    run_virtual(main())


def test_a_deaf_vad_ends_no_turn_and_what_was_being_said_is_kept(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text") as stage:
            stage.microphone.say("Good morning, how are you today?")
            await asyncio.sleep(1.0)
            deaf_at_s = stage.log.timeline.now_s()
            stage.vad.deafen()
            await asyncio.sleep(6)
            assert stage.ear.played == []
        [cut_short] = logged(stage.log, UserUtterance)
        assert 0.5 < cut_short.ended_s - cut_short.started_s < 1.3
        assert deaf_at_s - 0.2 < cut_short.ended_s <= deaf_at_s

    run_virtual(main())


@pytest.mark.parametrize("rate", [16_000, 24_000, 48_000])
def test_every_frame_of_a_windows_length_is_judged_as_it_comes(rate: int) -> None:
    windows, samples = Windows(rate), round(WINDOW_S * rate)
    frame = rtc.AudioFrame(bytes(2 * samples), rate, 1, samples)
    assert [len(windows.push(frame)) for _ in range(1000)] == [1] * 1000
