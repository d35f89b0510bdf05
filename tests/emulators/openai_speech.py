"""OpenAI's transcription and speech endpoints: a list of what is heard, and a tone for every text."""

import asyncio
import io
import wave
from dataclasses import dataclass, field

from aiohttp import web

from agent.models.fakes import tone
from tests.emulators.checked import checked
from tests.emulators.openai_chat import AT_ONCE, STATUS, Fault


@dataclass
class OpenAISpeechEmulator:
    """Hears the sentences of ``hears`` one after the other, speaks what it is sent, and keeps both."""

    hears: list[str] = field(default_factory=list)
    fault: Fault | None = None
    delay_s: float = 0.0  # before the first byte of every answer
    heard_s: list[float] = field(default_factory=list)  # the length of each utterance that came
    heard_rates: list[int] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    async def transcribe(self, request: web.Request) -> web.StreamResponse:
        """``POST /v1/audio/transcriptions``."""
        fields = await request.post()
        upload = fields["file"]
        assert isinstance(upload, web.FileField)
        assert {"model", "language", "response_format"} <= fields.keys()
        with wave.open(io.BytesIO(upload.file.read())) as file:
            self.heard_s.append(file.getnframes() / file.getframerate())
            self.heard_rates.append(file.getframerate())
        if (failed := await self._failed()) is not None:
            return failed
        return web.json_response(checked("transcription", {"text": self.hears.pop(0)}))

    async def speak(self, request: web.Request) -> web.StreamResponse:
        """``POST /v1/audio/speech``: PCM in two pieces, the first of which ends in the middle of a sample."""
        asked = checked("speech_request", await request.json())
        if (failed := await self._failed()) is not None:
            return failed
        self.spoken.append(asked["input"])
        pcm = tone(0.1 + len(asked["input"]) / 100).pcm + (b"x" if self.fault == "bad_audio" else b"")
        response = web.StreamResponse()
        response.content_length = len(pcm)
        await response.prepare(request)
        await response.write(pcm[:7201])
        if self.fault == "cut":
            assert request.transport is not None
            request.transport.abort()
            return response
        await response.write(pcm[7201:])
        return response

    async def _failed(self) -> web.Response | None:
        await asyncio.sleep(self.delay_s)
        if self.fault == "stall":
            await asyncio.Event().wait()
        if self.fault not in STATUS:
            return None
        status, message, code = STATUS[self.fault]
        return web.json_response({"error": {"message": message, "code": code}}, status=status, headers=AT_ONCE)
