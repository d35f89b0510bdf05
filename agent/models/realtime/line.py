"""One connection to a realtime session: brings it to the dialogue's state, asks it for one response at a time."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

from openai.resources.realtime.realtime import AsyncRealtimeConnection
from openai.types.realtime import RealtimeServerEvent
from websockets.exceptions import ConnectionClosed

from agent.models.base import Delta, Message, ModelBrokeOffError, ModelUnavailableError, Turn
from agent.models.realtime.items import Held, change, wire_item
from agent.models.realtime.reply import Reply, of_error

_CANCEL = "cancel"  # the name of our cancelling events: that there is nothing to cancel any more is no error
_SETTLING_S = 3.0

Event = RealtimeServerEvent | Exception


class Line:
    """Holds the session's conversation to ours. After any failure a line is closed, and a new one begins anew."""

    def __init__(self, connection: AsyncRealtimeConnection, settings: Mapping[str, Any]) -> None:
        """``settings``: the session's, besides instructions and tools."""
        self.broken = False
        self._connection, self._settings = connection, settings
        self._held: list[Held] = []
        self._told: tuple[str, Any] | None = None
        self._n_items = 0
        self._busy = False
        self._model: str | None = None
        self._events = asyncio.Queue[Event]()
        self._reading = asyncio.create_task(self._read(), name="realtime.read")

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """The session's answer to the dialogue. Raises ModelError."""
        await self._settle()
        self.broken = True  # until all of it is sent: who is interrupted in between cannot know what arrived
        await self._tell(turn)
        await self._hold(turn.messages)
        await self._connection.response.create()
        self._busy, self.broken = True, False
        reply = Reply()
        try:
            while self._busy:
                event = await self._next()
                reply.model_reported = self._model
                for delta in reply.take(event):
                    yield delta
        finally:
            self._held.extend(reply.held)
            if self._busy:
                await self._cancel()

    async def aclose(self) -> None:
        """Hang up."""
        self._reading.cancel()
        with suppress(ConnectionClosed, OSError):
            await self._connection.close()

    async def _tell(self, turn: Turn) -> None:
        """Instructions and tools, when they are news."""
        tools = [
            {"type": "function", "name": t.name, "description": t.description, "parameters": dict(t.parameters)}
            for t in turn.tools
        ]
        if self._told != (turn.instructions, tools):
            session: Any = {**self._settings, "instructions": turn.instructions, "tools": tools}
            await self._connection.session.update(session=session)
            self._told = (turn.instructions, tools)

    async def _hold(self, messages: tuple[Message, ...]) -> None:
        """Make the session's conversation this one."""
        todo = change(self._held, messages)
        self._held = list(todo.kept)
        for held in todo.forgotten:
            await self._connection.conversation.item.delete(item_id=held.item_id)
        for message in todo.added:
            self._n_items += 1
            item_id = f"item-{self._n_items}"
            item: Any = wire_item(message, item_id)
            await self._connection.conversation.item.create(item=item)
            self._held.append(Held(item_id, message))

    async def _settle(self) -> None:
        """Wait until a response that was cancelled is over. Raises ModelUnavailableError when it never is."""
        try:
            async with asyncio.timeout(_SETTLING_S):
                while self._busy:
                    await self._next()
        except TimeoutError as error:
            raise ModelUnavailableError("a response that was cancelled does not end") from error

    async def _cancel(self) -> None:
        with suppress(ConnectionClosed, OSError, TimeoutError):
            async with asyncio.timeout(_SETTLING_S):
                await self._connection.response.cancel(event_id=_CANCEL)

    async def _next(self) -> RealtimeServerEvent:
        event = await self._events.get()
        if isinstance(event, Exception):
            raise event
        if event.type == "response.done":
            self._busy = False
        elif event.type == "session.created":
            self._model = getattr(event.session, "model", None)
        elif event.type == "error" and event.error.event_id != _CANCEL:
            raise of_error(event.error)
        return event

    async def _read(self) -> None:
        """Read all the time, also between responses: an unread connection would be taken for dead."""
        try:
            async for event in self._connection:
                self._events.put_nowait(event)
            self._events.put_nowait(ModelBrokeOffError("the session was closed"))
        except (ConnectionClosed, OSError, ValueError) as error:
            self._events.put_nowait(ModelBrokeOffError(f"{type(error).__name__}: {error}"))
