"""Who writes down a model's speech for metrics that read: a local Whisper, or an OpenAI-compatible endpoint."""

import asyncio
import importlib
import importlib.util
from pathlib import Path
from typing import Any

from analysis.benchmark.metrics.metric import Transcriber


class LocalWhisper:
    """faster-whisper on this machine, loaded at the first sound; ``size`` as the library names it."""

    def __init__(self, size: str) -> None:
        self.name = f"faster-whisper {size}"
        self._size = size
        self._whisper: Any = None
        self._one_at_a_time = asyncio.Lock()

    async def transcribe(self, sound: Path) -> str:
        """The words; greedy, so that the same sound gives the same words."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._transcribe, sound)

    def _transcribe(self, sound: Path) -> str:
        if self._whisper is None:
            self._whisper = importlib.import_module("faster_whisper").WhisperModel(self._size, compute_type="int8")
        segments, _ = self._whisper.transcribe(str(sound), beam_size=1, temperature=0.0)
        return " ".join(segment.text.strip() for segment in segments)


class RemoteTranscriber:
    """An OpenAI-compatible ``/audio/transcriptions``; ``client`` is an ``openai.AsyncOpenAI`` or answers like one."""

    def __init__(self, client: Any, model: str) -> None:
        self.name = model
        self._client = client

    async def transcribe(self, sound: Path) -> str:
        """The words; raises ValueError where the service gives none."""
        import openai

        try:
            with sound.open("rb") as file:
                answer = await self._client.audio.transcriptions.create(model=self.name, file=file)
        except openai.APIError as error:
            raise ValueError(f"{type(error).__name__}: {str(error)[:200]}") from error
        return str(answer.text)


def transcriber(name: str, client: Any = None) -> Transcriber:
    """``whisper:SIZE`` for a local Whisper, any other name for a model of the endpoint behind ``client``.

    Raises:
        ValueError: the library or the endpoint is not there.
    """
    kind, _, size = name.partition(":")
    if kind == "whisper" and size:
        if importlib.util.find_spec("faster_whisper") is None:
            raise ValueError("faster-whisper is not installed: pip install faster-whisper")
        return LocalWhisper(size)
    if client is None:
        raise ValueError(f"'{name}' is no local transcriber (whisper:SIZE) and no endpoint was given")
    return RemoteTranscriber(client, name)
