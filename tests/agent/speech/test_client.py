import asyncio
import random
import subprocess
import sys
from contextlib import aclosing
from pathlib import Path

import pytest

from agent.models.base import Audio, ModelError
from agent.speech.client import SpeechClient
from agent.speech.wire import Frame, encode, read_frame
from tests.agent.speech.engines import FakeSpeech, fake_speech

SPOKEN = Audio(random.Random(1).randbytes(32_000), 16_000)


async def words(client: SpeechClient, text: str) -> list[bytes]:
    return [audio.pcm async for audio in client.voice().speak(text)]


async def test_recognises_and_speaks_sentence_by_sentence(tmp_path: Path) -> None:
    async with fake_speech(tmp_path / "s"):
        client = SpeechClient(tmp_path / "s")
        assert await client.recogniser().recognise(SPOKEN) == "16000 samples"
        assert await words(client, "One two. Three.") == [b"\1\0\1\0", b"\0\0\1\0"]
        assert await words(client, "...") == []
        assert (await client.stats())["recognitions"] == 1
        await client.aclose()


async def test_anticipation_travels(tmp_path: Path) -> None:
    async with fake_speech(tmp_path / "s") as speech:
        client = SpeechClient(tmp_path / "s")
        client.recogniser().anticipate(SPOKEN)
        await client.stats()
        assert await client.recogniser().recognise(SPOKEN) == "16000 samples"
        assert len(speech.recogniser.heard) == 1
        await client.aclose()


async def test_leaving_a_sentence_early_stops_the_rest(tmp_path: Path) -> None:
    async with fake_speech(tmp_path / "s") as speech:
        client = SpeechClient(tmp_path / "s")
        async with aclosing(client.ask({"op": "speak", "text": "A. B. C. D."}, patience_s=5)) as answers:
            speech.voice.gate.clear()
            await client.stats()
            speech.voice.gate.set()
            await anext(answers)
            speech.voice.gate.clear()
        await client.stats()
        speech.voice.gate.set()
        await client.stats()
        assert "D" not in speech.voice.spoken
        await client.aclose()


async def test_a_failure_is_a_model_error_and_ends_nothing_else(tmp_path: Path) -> None:
    async with fake_speech(tmp_path / "s") as speech:
        client = SpeechClient(tmp_path / "s")
        speech.recogniser.fail = True
        with pytest.raises(ModelError, match="broke"):
            await client.recogniser().recognise(SPOKEN)
        with pytest.raises(ModelError, match="16-bit"):
            await client.recogniser().recognise(Audio(b"123", 16_000))
        assert await words(client, "Still here.")
        await client.aclose()


async def test_a_speech_process_that_was_replaced_is_found_again(tmp_path: Path) -> None:
    client = SpeechClient(tmp_path / "s")
    for _ in range(2):
        async with fake_speech(tmp_path / "s"):
            assert await words(client, "Hello.")
    await client.aclose()


async def test_a_connection_that_breaks_is_made_anew_once(tmp_path: Path) -> None:
    n_connections = 0

    async def flaky(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal n_connections
        n_connections += 1
        frame = await read_frame(reader)
        if n_connections > 1 and frame is not None:
            writer.write(encode(Frame({"id": frame.header["id"], "type": "text", "text": "second try"})))
            await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(flaky, tmp_path / "s")
    client = SpeechClient(tmp_path / "s")
    assert await client.recogniser().recognise(SPOKEN) == "second try"
    n_connections = -5
    with pytest.raises(ModelError, match="went away"):
        await client.recogniser().recognise(SPOKEN)
    await client.aclose()
    server.close()


async def test_two_processes_do_not_share_a_socket(tmp_path: Path) -> None:
    async with fake_speech(tmp_path / "s"):
        client = SpeechClient(tmp_path / "s")
        await client.stats()
        second = FakeSpeech(tmp_path / "s")
        await second.start()
        with pytest.raises(OSError, match="another speech process"):
            await second.stop()
        assert await client.stats()
        await client.aclose()


async def test_nobody_there_is_a_model_error(tmp_path: Path) -> None:
    client = SpeechClient(tmp_path / "nobody", connect_s=0.0)
    client.recogniser().anticipate(SPOKEN)
    with pytest.raises(ModelError, match="no speech process"):
        await client.recogniser().recognise(SPOKEN)


def test_a_job_loads_no_audio_library() -> None:
    heavy = "{'numpy', 'soxr', 'hibari', 'faster_whisper', 'onnxruntime', 'pydantic'}"
    code = f"import sys, agent.speech.client; sys.exit(' '.join({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True).stderr.strip() == ""
    )
