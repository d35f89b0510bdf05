"""One connection to the speech process: reads requests, answers them as they are done, in any order.

| op | body | answer |
| --- | --- | --- |
| ``anticipate`` {sample_rate} | PCM | none |
| ``recognise`` {sample_rate} | PCM | ``text`` {text} |
| ``speak`` {text} | | ``audio`` {sample_rate} + PCM, one for each sentence, then ``done`` |
| ``stats`` | | ``stats`` {values} |
| ``cancel`` {id of the request} | | none |

Whatever fails is answered by ``error`` {message}. That may quote what was said; the log names the error's kind and
place alone.
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import structlog

from agent.models.base import Audio
from agent.reporting.errors import describe
from agent.speech.anticipation import AnticipatingRecogniser
from agent.speech.fair_queue import FairQueue, Priority
from agent.speech.metrics import Metrics
from agent.speech.wire import Frame, WireError, encode, read_frame

log = structlog.get_logger()


class Transcriber(Protocol):
    """Blocking speech to text, called from several threads."""

    def transcribe(self, audio: Audio) -> str:
        """The words, '' for none."""


class Synthesiser(Protocol):
    """Blocking text to speech."""

    sample_rate: int

    @property
    def pause(self) -> bytes:
        """The silence between two sentences."""

    def sentences(self, text: str) -> list[str]:
        """The text as it will be read, cut into sentences."""

    def speak(self, sentence: str) -> bytes:
        """One sentence as PCM."""


@dataclass(frozen=True, slots=True)
class Engines:
    """What all connections share."""

    recogniser: Transcriber
    recognition: FairQueue
    voice: Synthesiser
    speaking: FairQueue
    metrics: Metrics

    def transcribe(self, audio: Audio) -> str:
        """Decode, counted and with its time taken. Blocks."""
        self.metrics.count("decodings")
        started = time.perf_counter()
        text = self.recogniser.transcribe(audio)
        self.metrics.time("decode", time.perf_counter() - started)
        return text


class Session:
    """One conversation's job, as the speech process knows it."""

    def __init__(self, engines: Engines, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._engines, self._reader, self._writer = engines, reader, writer
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._recogniser = AnticipatingRecogniser(
            queue=engines.recognition, transcribe=engines.transcribe, metrics=engines.metrics
        )

    async def run(self) -> None:
        """Serve until the other side closes or breaks the protocol."""
        try:
            while (frame := await read_frame(self._reader)) is not None:
                self._take(frame)
        except (WireError, ConnectionError) as error:
            log.warning("speech_connection_broken", kind=type(error).__name__)
        finally:
            for task in self._tasks.values():
                task.cancel()
            self._recogniser.close()
            self._engines.speaking.forget(self)
            self._writer.close()

    def _take(self, frame: Frame) -> None:
        number = frame.header.get("id")
        if not isinstance(number, int):
            raise WireError("a request has no id")
        if frame.header.get("op") == "cancel":
            if (running := self._tasks.get(number)) is not None:
                running.cancel()
            return
        task = asyncio.create_task(self._answer(number, frame))
        self._tasks[number] = task
        task.add_done_callback(lambda _: self._tasks.pop(number, None))

    async def _answer(self, number: int, frame: Frame) -> None:
        try:
            match frame.header.get("op"):
                case "anticipate":
                    self._recogniser.anticipate(_audio(frame))
                case "recognise":
                    await self._send(number, "text", text=await self._recogniser.recognise(_audio(frame)))
                case "speak":
                    await self._speak(number, str(frame.header.get("text", "")))
                case "stats":
                    await self._send(number, "stats", values=self._engines.metrics.snapshot())
                case op:
                    await self._send(number, "error", message=f"unknown op {op!r}")
        except ConnectionError:
            log.info("speech_answer_unwanted")
        except Exception as error:  # the edge of the process: one request's failure must not end the others
            log.error("speech_request_failed", op=frame.header.get("op"), error=describe(error))  # noqa: TRY400
            with suppress(ConnectionError):
                await self._send(number, "error", message=f"{type(error).__name__}: {error}")

    async def _speak(self, number: int, text: str) -> None:
        voice, queue, started = self._engines.voice, self._engines.speaking, time.perf_counter()
        for index, sentence in enumerate(voice.sentences(text)):
            priority = Priority.SOON if index else Priority.NOW
            pcm = await queue.submit(self, priority, partial(voice.speak, sentence)).future
            if not index:
                self._engines.metrics.time("first_audio", time.perf_counter() - started)
            await self._send(number, "audio", (voice.pause if index else b"") + pcm, sample_rate=voice.sample_rate)
        await self._send(number, "done")

    async def _send(self, number: int, kind: str, body: bytes = b"", **values: object) -> None:
        self._writer.write(encode(Frame({"id": number, "type": kind, **values}, body)))
        await self._writer.drain()


def _audio(frame: Frame) -> Audio:
    rate = frame.header.get("sample_rate")
    if not isinstance(rate, int) or rate <= 0 or len(frame.body) % 2:
        raise ValueError("audio needs a sample_rate and whole 16-bit samples")
    return Audio(frame.body, rate)
