import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jiwer
import numpy as np
import pytest

from agent.callers.voice import VoiceName, speak
from agent.models.base import Audio
from agent.speech.client import SpeechClient
from tests.agent.speech.process import speech_process

pytestmark = pytest.mark.speech

SENTENCES = """Hi there, my name is Alex and I live near Boston.
I had a really long day at work and I am a bit tired.
Can you move my dentist appointment to Thursday afternoon?
Please schedule a meeting with Maria in the morning.
Turn off the lights in the kitchen and lower the heating.
Add some coffee beans and a box of green tea to my cart.
What is on my calendar for tomorrow?
I would like to plan a birthday party for my daughter.
Do you know any good jokes?
Lock the front door but leave the hall light on.
I really like gardening and cooking Italian food.
How much is the cheapest laptop you have?
No, I meant Thursday, not Tuesday.
Post a message saying the garden is open.
My sister is visiting from Chicago next weekend.
I feel a little nervous about my job interview on Monday.
Could you repeat that please?
Thanks a lot, that was helpful.""".splitlines()
QUIET = bytes(6400)


@pytest.fixture(scope="module")
def socket() -> Iterator[Path]:
    with speech_process() as path:
        yield path


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z' ]", " ", text.lower().replace("i'm", "i am").replace("what's", "what is")).split())


@pytest.mark.parametrize(("voice", "most"), [("rms", 0.06), ("awb", 0.08)])
async def test_understands_voices_that_are_not_its_own(socket: Path, voice: VoiceName, most: float) -> None:
    client = SpeechClient(socket)
    heard = []
    for sentence in SENTENCES:
        spoken = speak(sentence, voice)
        heard.append(plain(await client.recogniser().recognise(Audio(QUIET + spoken.pcm + QUIET, spoken.sample_rate))))
    assert jiwer.wer([plain(sentence) for sentence in SENTENCES], heard) <= most
    await client.aclose()


async def test_its_own_voice_reads_what_is_written(socket: Path) -> None:
    client = SpeechClient(socket)
    for text, words in {
        "I moved it to Thursday, 15:30.": "330pm",
        "Your file is called summary.txt.": "summarytxt",
        "The total is $1,250.": "1250",
    }.items():
        pcm = b"".join([audio.pcm async for audio in client.voice().speak(text)])
        heard = await client.recogniser().recognise(Audio(pcm, client.voice().sample_rate))
        assert words in re.sub(r"dot|[^a-z0-9]", "", heard.lower()), heard
    await client.aclose()


async def test_speech_starts_and_ends_at_once_without_a_click(socket: Path) -> None:
    client = SpeechClient(socket)
    parts = [audio async for audio in client.voice().speak("Hello there. How are you today?")]
    assert len(parts) == 2
    for audio in parts:
        samples = np.abs(np.frombuffer(audio.pcm, "<i2").astype(int))
        assert samples[0] <= 2
        assert samples[-1] <= 2
        assert samples.max() < 32_700
    first = np.abs(np.frombuffer(parts[0].pcm, "<i2").astype(int))
    assert np.flatnonzero(first > 300)[0] < 0.06 * parts[0].sample_rate
    await client.aclose()


async def test_noise_and_silence_are_no_words(socket: Path) -> None:
    client = SpeechClient(socket)
    rng = np.random.default_rng(4)
    for level in (0, 50, 300, 3000):
        for seconds in (0.3, 1.0, 4.0):
            pcm = (rng.standard_normal(int(seconds * 16_000)) * level).astype("<i2").tobytes()
            assert await client.recogniser().recognise(Audio(pcm, 16_000)) == "", (level, seconds)
    await client.aclose()


async def test_a_minute_of_speech_is_heard_to_its_end(socket: Path) -> None:
    client = SpeechClient(socket)
    pause = bytes(16_000)
    pcm = b"".join(speak(sentence, "rms").pcm + pause for sentence in SENTENCES)
    assert len(pcm) / 32_000 > 45
    heard = plain(await client.recogniser().recognise(Audio(pcm, 16_000)))
    assert jiwer.wer(plain(" ".join(SENTENCES)), heard) < 0.12
    await client.aclose()


async def test_anticipated_words_are_decoded_once(socket: Path) -> None:
    client = SpeechClient(socket)
    recogniser = client.recogniser()
    spoken = speak(SENTENCES[0], "rms")
    before = await client.stats()
    recogniser.anticipate(Audio(QUIET + spoken.pcm + QUIET, spoken.sample_rate))
    await client.stats()  # one connection keeps its order: the anticipation has arrived
    expected = await recogniser.recognise(Audio(QUIET + spoken.pcm + QUIET, spoken.sample_rate))
    assert await recogniser.recognise(Audio(QUIET + spoken.pcm + QUIET[:3200], spoken.sample_rate)) == expected
    after = await client.stats()
    grown = {name: after[name] - before.get(name, 0) for name in ("anticipations_used", "recognitions", "decodings")}
    assert grown == {"anticipations_used": 2, "recognitions": 2, "decodings": 1}
    await client.aclose()


def test_it_stops_when_told_and_takes_its_socket_away(tmp_path: Path) -> None:
    path = tmp_path / "s"
    process = subprocess.Popen([sys.executable, "-m", "agent.speech.service", "--socket", str(path)])
    while not path.exists():
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert not path.exists()
