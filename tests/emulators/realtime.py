"""OpenAI's Realtime API over a WebSocket: keeps a conversation of items, and answers as a test tells it to."""

import asyncio
import base64
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.emulators.checked import checked
from tests.emulators.openai_chat import STATUS, Answer

USAGE = {
    "total_tokens": 30,
    "input_tokens": 20,
    "output_tokens": 10,
    "input_token_details": {"audio_tokens": 12, "text_tokens": 8, "cached_tokens": 0},
    "output_token_details": {"audio_tokens": 7, "text_tokens": 3},
}
Event = dict[str, Any]


@dataclass
class RealtimeEmulator:
    """One session after the other. ``items`` is what the session of now holds, in order."""

    answers: list[Answer] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)  # all that clients sent
    items: list[Event] = field(default_factory=list)
    sessions: int = 0
    refuse_with: int | None = None  # an HTTP status for those who want to connect
    _socket: web.WebSocketResponse | None = None
    _answering: asyncio.Task[None] | None = None
    _n: int = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """``GET /v1/realtime?model=``."""
        if self.refuse_with is not None:
            return web.json_response({"error": {"message": "no"}}, status=self.refuse_with)
        socket = self._socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sessions += 1
        self.items = []
        await self._send("session.created", session={"type": "realtime", "model": f"{request.query['model']}-2025"})
        async for message in socket:
            event = checked("realtime_client", json.loads(message.data))
            self.events.append(event)
            await self._obey(event)
        return socket

    async def _obey(self, event: Event) -> None:
        match event["type"]:
            case "session.update":
                await self._send("session.updated", session=event["session"])
            case "conversation.item.create":
                self.items.append(event["item"])
                await self._send("conversation.item.added", item=event["item"])
            case "conversation.item.delete":
                await self._forget(event)
            case "response.create":
                self._answering = asyncio.create_task(self._answer(self.answers.pop(0)))
            case "response.cancel":
                await self._cancel(event)

    async def _forget(self, event: Event) -> None:
        if event["item_id"] not in [item["id"] for item in self.items]:
            await self._fail(event, "item_delete_invalid_item_id")
            return
        self.items = [item for item in self.items if item["id"] != event["item_id"]]
        await self._send("conversation.item.deleted", item_id=event["item_id"])

    async def _cancel(self, event: Event) -> None:
        if self._answering is None or self._answering.done():
            await self._fail(event, "response_cancel_not_active")
            return
        self._answering.cancel()
        await self._done("cancelled")

    async def _answer(self, answer: Answer) -> None:
        await asyncio.sleep(answer.delay_s)
        await self._send("response.created", response={"id": "resp", "status": "in_progress", "output": []})
        if answer.fault in STATUS:
            _, message, code = STATUS[answer.fault]
            code = "rate_limit_exceeded" if answer.fault == "status_429" else code
            await self._done("failed", error={"type": "server_error", "code": code, "message": message})
            return
        await self._speak(answer)
        for call in answer.calls:
            arguments = call.arguments if isinstance(call.arguments, str) else json.dumps(call.arguments)
            await self._item("function_call", call_id=call.call_id or "call_rt", name=call.name, arguments=arguments)
        await self._done("completed")

    async def _speak(self, answer: Answer) -> None:
        if not answer.pieces:
            return
        self._n += 1
        where = {"response_id": "resp", "item_id": f"said-{self._n}", "output_index": 0, "content_index": 0}
        item = {"id": where["item_id"], "type": "message", "role": "assistant", "content": []}
        self.items.append(item)
        await self._send("response.output_item.added", response_id="resp", output_index=0, item=item)
        for number, text in enumerate(answer.pieces):
            if number == 1 and answer.fault == "stall":
                await asyncio.Event().wait()
            if number == 1 and answer.fault == "cut":
                assert self._socket is not None
                await self._socket.close(code=1011)
            await self._send("response.output_audio_transcript.delta", delta=text, **where)
            sound = "%%%" if answer.fault == "bad_audio" else base64.b64encode(answer.audio).decode()
            await self._send("response.output_audio.delta", delta=sound, **where)

    async def _item(self, kind: str, **more: Any) -> None:
        self._n += 1
        item = {"id": f"made-{self._n}", "type": kind, "status": "completed", **more}
        self.items.append(item)
        await self._send("response.output_item.added", response_id="resp", output_index=1, item=item)
        await self._send("response.output_item.done", response_id="resp", output_index=1, item=item)

    async def _done(self, status: str, error: Event | None = None) -> None:
        details = {"type": status, **({"error": error} if error else {})}
        response = {"id": "resp", "status": status, "status_details": details, "output": [], "usage": USAGE}
        await self._send("response.done", response=response)

    async def _fail(self, event: Event, code: str) -> None:
        error = {"type": "invalid_request_error", "code": code, "message": code, "event_id": event.get("event_id")}
        await self._send("error", error=error)

    async def _send(self, kind: str, **fields: Any) -> None:
        self._n += 1
        assert self._socket is not None
        if not self._socket.closed:
            await self._socket.send_json(
                checked("realtime_server", {"type": kind, "event_id": f"e-{self._n}", **fields})
            )
