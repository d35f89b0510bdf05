"""What the speech process writes down: never what was said."""

import asyncio
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from agent.models.base import Audio, ModelError
from agent.speech.client import SpeechClient
from tests.agent.speech.engines import FakeSpeech, fake_speech
from tests.support.waiting import wait_for

PRIVATE = "my secret is 4711"


async def until(look: Callable[[], object]) -> None:
    async def answer() -> object:
        return look()

    await wait_for(answer, for_what="the speech process", timeout_s=60, every_s=0.01)


def refuse(speech: FakeSpeech) -> None:
    def speak(sentence: str) -> bytes:
        raise ValueError(f"cannot say {sentence!r}")

    speech.voice.speak = speak  # type: ignore[method-assign]


async def test_a_failure_is_logged_by_its_kind_and_place(tmp_path: Path) -> None:
    with capture_logs() as entries:
        async with fake_speech(tmp_path / "s") as speech:
            refuse(speech)
            client = SpeechClient(tmp_path / "s")
            with pytest.raises(ModelError, match=PRIVATE):
                [audio async for audio in client.voice().speak(PRIVATE)]
            await client.aclose()
    [failed] = [entry for entry in entries if entry["event"] == "speech_request_failed"]
    assert failed["op"] == "speak"
    assert failed["error"].startswith("ValueError at ")
    assert "exc_info" not in failed
    assert PRIVATE not in str(entries)


async def test_a_broken_connection_is_logged_by_its_kind(tmp_path: Path) -> None:
    with capture_logs() as entries:
        async with fake_speech(tmp_path / "s"):
            client = SpeechClient(tmp_path / "s")
            await client.stats()
            _, writer = await asyncio.open_unix_connection(tmp_path / "s")
            writer.write(struct.pack(">II", len(PRIVATE), 0) + PRIVATE.encode())
            await writer.drain()
            writer.write_eof()
            await until(lambda: any(entry["event"] == "speech_connection_broken" for entry in entries))
            writer.close()
            await client.aclose()
    [broken] = [entry for entry in entries if entry["event"] == "speech_connection_broken"]
    assert broken["kind"] == "WireError"
    assert PRIVATE not in str(entries)


async def test_one_who_left_before_the_failure_disturbs_nobody(tmp_path: Path) -> None:
    unseen: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: unseen.append(str(context)))
    async with fake_speech(tmp_path / "s") as speech:
        speech.recogniser.gate.clear()
        speech.recogniser.fail = True
        leaving, staying = SpeechClient(tmp_path / "s"), SpeechClient(tmp_path / "s")
        asking = asyncio.create_task(leaving.recogniser().recognise(Audio(bytes(3200), 16_000)))
        await until(lambda: speech.recogniser.heard)
        asking.cancel()
        await leaving.aclose()
        speech.recogniser.gate.set()
        assert (await staying.stats())["decodings"] == 1
        await staying.aclose()
    assert unseen == []
