"""What is heard before the VAD is sure of it, and what it saves or costs."""

from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio

from agent.models.base import Audio, ModelUnavailableError
from agent.models.fakes import tone
from agent.models.openai_transcription import OpenAIRecogniser, build
from agent.models.registry import RecogniserSpec
from tests.emulators.openai_speech import OpenAISpeechEmulator
from tests.emulators.providers import providers

pytestmark = pytest.mark.processes

SPEC = RecogniserSpec(id="study", factory="a:b", parameters={"model": "gpt-4o-transcribe", "language": "en"})
SPOKEN = tone(0.5)
LONGER = Audio(SPOKEN.pcm + tone(0.5, hertz=300).pcm, SPOKEN.sample_rate)
QUIETER_END = Audio(SPOKEN.pcm + np.zeros(4_800, "<i2").tobytes(), SPOKEN.sample_rate)

Heard = tuple[OpenAIRecogniser, OpenAISpeechEmulator]


@pytest_asyncio.fixture
async def heard() -> AsyncIterator[Heard]:
    async with providers() as behind:
        behind.speech.hears += ["turn it", "turn it off"]
        recogniser = build(SPEC, behind.settings)
        yield recogniser, behind.speech
        await recogniser.aclose()


async def test_what_was_anticipated_is_not_sent_again(heard: Heard) -> None:
    recogniser, emulator = heard
    recogniser.anticipate(SPOKEN)
    recogniser.anticipate(SPOKEN)
    assert await recogniser.recognise(QUIETER_END) == "turn it"
    assert len(emulator.heard_s) == 1


async def test_speech_that_went_on_is_heard_whole(heard: Heard) -> None:
    recogniser, emulator = heard
    recogniser.anticipate(SPOKEN)
    await recogniser.recognise(LONGER)
    assert emulator.heard_s[-1] == pytest.approx(1.0, abs=0.01)


async def test_a_failed_anticipation_is_told_once_and_then_asked_anew(heard: Heard) -> None:
    recogniser, emulator = heard
    emulator.fault = "status_500"
    recogniser.anticipate(SPOKEN)
    with pytest.raises(ModelUnavailableError):
        await recogniser.recognise(SPOKEN)
    emulator.fault = None
    assert await recogniser.recognise(SPOKEN) == "turn it"


async def test_closing_gives_up_what_was_anticipated(heard: Heard) -> None:
    recogniser, emulator = heard
    emulator.fault = "stall"
    recogniser.anticipate(SPOKEN)
    await recogniser.aclose()
    assert emulator.hears == ["turn it", "turn it off"]
