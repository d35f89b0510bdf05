"""The job's side of the speech process: a ``Recogniser`` and a ``Voice`` that hold no model and load no library."""

import asyncio
import itertools
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

from agent.models.base import Audio, ModelError, ModelTimeoutError, Recogniser, Voice
from agent.speech.wire import Frame, WireError, encode, read_frame

VOICE_SAMPLE_RATE = 24_000
_RETRY_S = 0.1
_RECOGNISE_S = 20.0
_SENTENCE_S = 10.0

_Inbox = asyncio.Queue[Frame | None]  # None: the connection is gone


class SpeechClient:
    """One connection for one conversation, made when it is first needed and made anew when it broke."""

    def __init__(self, socket_path: Path | str, *, connect_s: float = 5.0) -> None:
        """``connect_s``: how long to wait for a speech process that is just starting."""
        self._path, self._connect_s = str(socket_path), connect_s
        self._numbers = itertools.count(1)
        self._inboxes: dict[int, _Inbox] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._connecting = asyncio.Lock()
        self._background: set[asyncio.Task[None]] = set()

    def recogniser(self) -> Recogniser:
        """The recogniser of this conversation."""
        return _RemoteRecogniser(self)

    def voice(self) -> Voice:
        """The study's voice."""
        return _RemoteVoice(self)

    async def stats(self) -> dict[str, float]:
        """Counts and times of the speech process. Raises ModelError when it cannot be reached."""
        async with aclosing(self.ask({"op": "stats"}, patience_s=_SENTENCE_S)) as answers:
            async for frame in answers:
                return dict(frame.header["values"])
        raise ModelError("the speech process did not answer")

    async def ask(self, header: dict[str, Any], body: bytes = b"", *, patience_s: float) -> AsyncGenerator[Frame]:
        """Send a request and yield its answers until the last. Leaving early cancels it. Raises ModelError.

        A connection that breaks before the first answer is made anew, once.
        """
        for last_try in (False, True):
            number, inbox = await self._send(header, body)
            finished = False
            n_answers = 0
            try:
                while (frame := await _next(inbox, patience_s)) is not None:
                    kind = frame.header.get("type")
                    finished = kind != "audio"
                    if kind == "error":
                        raise ModelError(f"speech process: {frame.header.get('message')}")
                    if kind != "done":
                        n_answers += 1
                        yield frame
                    if finished:
                        return
                finished = True
                if last_try or n_answers:
                    raise ModelError("the speech process went away")
            finally:
                self._inboxes.pop(number, None)
                if not finished:
                    self._write(Frame({"op": "cancel", "id": number}))

    def tell(self, header: dict[str, Any], body: bytes) -> None:
        """Send a request that has no answer, later and quietly: if it cannot be sent, nothing is lost but time."""

        async def send() -> None:
            try:
                number, _ = await self._send(header, body)
                self._inboxes.pop(number, None)
            except ModelError:
                return

        task = asyncio.create_task(send())
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def aclose(self) -> None:
        """Close the connection."""
        for task in (*self._background, *([self._reading] if self._reading else [])):
            task.cancel()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    async def _send(self, header: dict[str, Any], body: bytes) -> tuple[int, _Inbox]:
        await self._connected()
        number = next(self._numbers)
        inbox: _Inbox = asyncio.Queue()
        self._inboxes[number] = inbox
        self._write(Frame({**header, "id": number}, body))
        return number, inbox

    def _write(self, frame: Frame) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(encode(frame))

    async def _connected(self) -> None:
        async with self._connecting:
            if self._writer is not None and not self._writer.is_closing():
                return
            reader, self._writer = await self._connect()
            self._reading = asyncio.create_task(self._read(reader, self._writer))

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        deadline = asyncio.get_running_loop().time() + self._connect_s
        while True:
            try:
                return await asyncio.open_unix_connection(self._path)
            except OSError as error:
                if asyncio.get_running_loop().time() > deadline:
                    raise ModelError(f"no speech process answers on {self._path}: {error}") from error
                await asyncio.sleep(_RETRY_S)

    async def _read(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (frame := await read_frame(reader)) is not None:
                if (inbox := self._inboxes.get(frame.header.get("id", 0))) is not None:
                    inbox.put_nowait(frame)
        except (WireError, ConnectionError):
            pass
        finally:
            writer.close()
            for inbox in self._inboxes.values():
                inbox.put_nowait(None)


async def _next(inbox: _Inbox, patience_s: float) -> Frame | None:
    try:
        async with asyncio.timeout(patience_s):
            return await inbox.get()
    except TimeoutError as error:
        raise ModelTimeoutError(f"the speech process stayed silent for {patience_s:.0f} s") from error


class _RemoteRecogniser:
    def __init__(self, client: SpeechClient) -> None:
        self._client = client

    def anticipate(self, audio: Audio) -> None:
        self._client.tell({"op": "anticipate", "sample_rate": audio.sample_rate}, audio.pcm)

    async def recognise(self, audio: Audio) -> str:
        header = {"op": "recognise", "sample_rate": audio.sample_rate}
        async with aclosing(self._client.ask(header, audio.pcm, patience_s=_RECOGNISE_S)) as answers:
            async for frame in answers:
                return str(frame.header["text"])
        raise ModelError("the speech process sent no text")


class _RemoteVoice:
    def __init__(self, client: SpeechClient) -> None:
        self._client = client
        self.sample_rate = VOICE_SAMPLE_RATE

    async def speak(self, text: str) -> AsyncIterator[Audio]:
        async with aclosing(self._client.ask({"op": "speak", "text": text}, patience_s=_SENTENCE_S)) as answers:
            async for frame in answers:
                yield Audio(frame.body, int(frame.header["sample_rate"]))
