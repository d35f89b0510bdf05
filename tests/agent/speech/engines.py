"""Instant engines for the speech process, and a server that runs on them."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from agent.models.base import Audio
from agent.speech.fair_queue import FairQueue
from agent.speech.metrics import Metrics
from agent.speech.service import serve
from agent.speech.session import Engines


class FakeTranscriber:
    """Answers with how many samples it heard; ``gate`` holds it back, ``fail`` breaks it."""

    def __init__(self) -> None:
        self.heard: list[Audio] = []
        self.gate = threading.Event()
        self.gate.set()
        self.fail = False

    def transcribe(self, audio: Audio) -> str:
        self.heard.append(audio)
        assert self.gate.wait(5)
        if self.fail:
            raise RuntimeError("the model broke")
        return f"{len(audio.pcm) // 2} samples"


class FakeSynthesiser:
    """Speaks each word of a sentence as one sample."""

    sample_rate = 24_000
    pause = b"\0\0"

    def __init__(self) -> None:
        self.spoken: list[str] = []
        self.gate = threading.Event()
        self.gate.set()

    def sentences(self, text: str) -> list[str]:
        return [sentence.strip() for sentence in text.split(".") if sentence.strip()]

    def speak(self, sentence: str) -> bytes:
        self.spoken.append(sentence)
        assert self.gate.wait(5)
        return b"\1\0" * len(sentence.split())


class FakeSpeech:
    """A speech process inside the test."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.recogniser, self.voice, self.metrics = FakeTranscriber(), FakeSynthesiser(), Metrics()
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        engines = Engines(
            recogniser=self.recogniser,
            recognition=FairQueue(workers=1, name="recogniser"),
            voice=self.voice,
            speaking=FairQueue(workers=1, name="voice"),
            metrics=self.metrics,
        )
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(serve(self.path, engines, self._stop))

    async def stop(self) -> None:
        self.recogniser.gate.set()
        self.voice.gate.set()
        self._stop.set()
        if self._task is not None:
            await self._task


@asynccontextmanager
async def fake_speech(path: Path) -> AsyncIterator[FakeSpeech]:
    """A running speech process with instant engines."""
    speech = FakeSpeech(path)
    await speech.start()
    try:
        yield speech
    finally:
        await speech.stop()
