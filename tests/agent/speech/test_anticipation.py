import asyncio

import numpy as np
import pytest

from agent.models.base import Audio
from agent.speech.anticipation import AnticipatingRecogniser
from agent.speech.fair_queue import FairQueue
from agent.speech.metrics import Metrics
from tests.agent.speech.engines import FakeTranscriber

RATE = 16_000


def speech(seed: int, *, seconds: float = 0.5, silence_s: float = 0.2) -> Audio:
    sound = np.random.default_rng(seed).integers(-8000, 8000, int(seconds * RATE))
    return Audio(np.concatenate([sound, np.zeros(int(silence_s * RATE))]).astype("<i2").tobytes(), RATE)


def recogniser(engine: FakeTranscriber) -> tuple[AnticipatingRecogniser, Metrics]:
    metrics = Metrics()
    queue = FairQueue(workers=1, name="test")
    return AnticipatingRecogniser(queue=queue, transcribe=engine.transcribe, metrics=metrics), metrics


async def test_anticipated_words_are_used_when_only_silence_was_added() -> None:
    engine = FakeTranscriber()
    recognising, metrics = recogniser(engine)
    recognising.anticipate(speech(1))
    assert await recognising.recognise(speech(1, silence_s=0.3)) == f"{len(speech(1).pcm) // 2} samples"
    assert len(engine.heard) == 1
    assert metrics.snapshot()["anticipations_used"] == 1


async def test_speech_that_went_on_is_decoded_anew() -> None:
    engine = FakeTranscriber()
    recognising, _ = recogniser(engine)
    recognising.anticipate(speech(1))
    longer = Audio(speech(1).pcm + speech(2).pcm, RATE)
    assert await recognising.recognise(longer) == f"{len(longer.pcm) // 2} samples"
    assert [len(audio.pcm) for audio in engine.heard] == [len(speech(1).pcm), len(longer.pcm)]


async def test_a_later_anticipation_drops_the_one_that_waits() -> None:
    engine = FakeTranscriber()
    engine.gate.clear()
    recognising, _ = recogniser(engine)
    recognising.anticipate(speech(1))
    recognising.anticipate(speech(2))
    recognising.anticipate(speech(3))
    waiting = asyncio.create_task(recognising.recognise(speech(3)))
    await asyncio.sleep(0)
    engine.gate.set()
    await waiting
    assert [audio.pcm for audio in engine.heard] == [speech(1).pcm, speech(3).pcm]


async def test_the_same_anticipation_twice_is_one() -> None:
    engine = FakeTranscriber()
    recognising, _ = recogniser(engine)
    recognising.anticipate(speech(1))
    recognising.anticipate(speech(1, silence_s=0.25))
    await recognising.recognise(speech(1))
    assert len(engine.heard) == 1


async def test_cancelling_the_wait_keeps_what_was_anticipated() -> None:
    engine = FakeTranscriber()
    engine.gate.clear()
    recognising, _ = recogniser(engine)
    recognising.anticipate(speech(1))
    waiting = asyncio.create_task(recognising.recognise(speech(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    engine.gate.set()
    assert await recognising.recognise(speech(1))
    assert len(engine.heard) == 1


async def test_a_failed_decode_is_told() -> None:
    engine = FakeTranscriber()
    engine.fail = True
    recognising, _ = recogniser(engine)
    recognising.anticipate(speech(1))
    with pytest.raises(RuntimeError, match="broke"):
        await recognising.recognise(speech(1))
