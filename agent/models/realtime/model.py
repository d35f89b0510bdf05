"""A realtime model behind the one interface: its own session, and our turns.

Nothing is streamed to it while the user speaks, and its own turn detection is off: it hears the same utterances, cut by
the same VAD, at the same moment as every other model.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import Any, cast

from openai import AsyncOpenAI
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from agent.models.base import (
    Capabilities,
    Delta,
    ModelBrokeOffError,
    ModelError,
    ModelUnavailableError,
    Turn,
    Utterance,
    VoiceModel,
)
from agent.models.chat.failures import failures_of, of_status
from agent.models.places import openai_client
from agent.models.realtime.items import RATE
from agent.models.realtime.line import Line
from agent.models.registry import BuildContext, ModelSpec


class Realtime(VoiceModel):
    """Keeps one line open for a conversation; a line that failed is replaced when it is needed again."""

    capabilities = Capabilities(kind="end_to_end", audio_out=True)

    def __init__(self, client: AsyncOpenAI, *, model: str, settings: Mapping[str, Any]) -> None:
        self._client, self._model, self._settings = client, model, settings
        self._opening: asyncio.Task[Line] | None = None

    def anticipate(self, utterance: Utterance) -> None:
        """Somebody speaks: be connected when they have spoken."""
        self._line()

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """The session's answer. Raises ModelError."""
        try:
            line = await self._sound_line()
            async with aclosing(cast("AsyncGenerator[Delta, None]", line.respond(turn))) as deltas:
                async for delta in deltas:
                    yield delta
        except ModelError:
            await self._hang_up()
            raise
        except ConnectionClosed as error:
            await self._hang_up()
            raise ModelBrokeOffError(f"{self._model}: {error}") from error

    async def aclose(self) -> None:
        """Hang up."""
        await self._hang_up()
        await self._client.close()

    async def _sound_line(self) -> Line:
        line = await asyncio.shield(self._line())
        if not line.broken:
            return line
        await self._hang_up()
        return await asyncio.shield(self._line())

    def _line(self) -> asyncio.Task[Line]:
        if self._opening is None or (self._opening.done() and _failed(self._opening)):
            self._opening = asyncio.create_task(self._open(), name="realtime.open")
            self._opening.add_done_callback(_failed)
        return self._opening

    async def _open(self) -> Line:
        try:
            with failures_of(self._model):
                connection = await self._client.realtime.connect(model=self._model).enter()
        except InvalidStatus as error:
            status = error.response.status_code
            raise of_status(status)(f"{self._model}: status {status}") from error
        except (InvalidHandshake, OSError) as error:
            raise ModelUnavailableError(f"{self._model}: {type(error).__name__}: {error}") from error
        return Line(connection, self._settings)

    async def _hang_up(self) -> None:
        opening, self._opening = self._opening, None
        if opening is None:
            return
        opening.cancel()
        await asyncio.wait({opening})
        if not _failed(opening):
            await opening.result().aclose()


def build(spec: ModelSpec, context: BuildContext) -> Realtime:
    """The model that ``provider_model`` names, with ``parameters.voice``. Raises MissingSettingError without a key."""
    pcm = {"type": "audio/pcm", "rate": RATE}
    settings = {
        "type": "realtime",
        "output_modalities": ["audio"],
        "audio": {
            "input": {"format": pcm, "turn_detection": None},
            "output": {"format": pcm, "voice": spec.parameters["voice"]},
        },
    }
    return Realtime(openai_client(spec.id, context.settings), model=spec.asked_for, settings=settings)


def _failed(opening: asyncio.Task[Line]) -> bool:
    """Whether there is no line; also takes note of a failure that nobody will ask for."""
    return opening.cancelled() or opening.exception() is not None
