"""What the page is shown, live: small messages on the data topic ``parley.state``, made from the log's events.

Nothing of it names a model: faults, model use and the providers' ids of calls stay in the log. Every message names its
attempt, ``seq`` restarts with each of them, and a snapshot replaces whatever the page knew: an older attempt that
lingers can be told apart.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Literal

import structlog

from agent.observers.call_names import CallNames
from agent.observers.floor import Floor
from agent.observers.timeline import Timeline
from scenarios.events import (
    AgentStateChanged,
    AssistantReady,
    ConversationEnded,
    Event,
    ToolCalled,
    ToolReturned,
    UserStateChanged,
    Verification,
    Verified,
)

TOPIC = "parley.state"
HEARTBEAT_S = 1.0
SNAPSHOT_EVERY = 5  # heartbeats
LONGEST_VALUE = 2_000  # characters of one call's result
MOST_CALLS = 40
LAST_WORDS_FOR_S = 2.0

Send = Callable[[bytes, list[str]], Awaitable[None]]  # payload, identities (none: everyone)
Message = dict[str, Any]

_log = structlog.get_logger(__name__)


class StateChannel:
    """Sends messages in order. A message that cannot be sent is dropped: the next snapshot makes up for it."""

    def __init__(
        self, *, attempt: int, timeline: Timeline, floor: Floor, send: Send, limit_s: float, talked_s: float
    ) -> None:
        self._attempt, self._timeline, self._floor, self._send = attempt, timeline, floor, send
        self._limit_s, self._talked_before_s = limit_s, talked_s
        self._seq = 0
        self._ready_at_s: float | None = None
        self._verification: Any = None
        self._names = CallNames()
        self._calls: dict[str, Message] = {}  # by name
        self._outbox: asyncio.Queue[tuple[Message, list[str]]] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to send."""
        self._tasks = [asyncio.create_task(self._deliver()), asyncio.create_task(self._beat())]

    async def aclose(self) -> None:
        """Send what waits, for so long, then stop."""
        if self._tasks:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORDS_FOR_S):
                    await self._outbox.join()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    @property
    def elapsed_s(self) -> float | None:
        """Seconds of conversation so far, of all attempts; None before the assistant is ready."""
        if self._ready_at_s is None:
            return None
        return round(self._talked_before_s + self._timeline.now_s() - self._ready_at_s, 2)

    def joined(self, identity: str) -> None:
        """Someone came into the room: data messages are not replayed, so tell them all."""
        self._put(self._snapshot(), [identity])

    def notice(self, kind: Literal["two_minutes", "thirty_seconds"]) -> None:
        """The time is running out."""
        self._put({"type": "notice", "kind": kind})

    def watch(self, event: Event) -> None:
        """Turn an event into a message, if it is one of those that the page may see."""
        match event:
            case AgentStateChanged():
                self._put({"type": "agent_state", "state": event.state})
            case UserStateChanged():
                self._put({"type": "user_state", "state": event.state})
            case AssistantReady():
                self._ready_at_s = event.offset_s
                self._put({"type": "ready", "elapsed_s": self.elapsed_s, "limit_s": self._limit_s})
            case ToolCalled():
                self._called(event)
            case ToolReturned():
                self._returned(event)
            case Verified():
                self.know(event.verification)
                self._put({"type": "verification", "verification": self._verification})
            case ConversationEnded():
                self._put({"type": "ended", "reason": event.reason})
            case _:
                pass

    def restore(self, event: Event) -> None:
        """Know an event of an earlier attempt, for the snapshot."""
        match event:
            case ToolCalled():
                self._called(event, quietly=True)
            case ToolReturned():
                self._returned(event, quietly=True)
            case Verified():
                self.know(event.verification)
            case _:
                pass

    def know(self, verification: Verification) -> None:
        """How far the goal is reached, for the snapshot: before the first call, what is to be done."""
        self._verification = self._names.within(verification).model_dump(mode="json")

    def _called(self, event: ToolCalled, *, quietly: bool = False) -> None:
        name = self._names.of(event.call_id)
        call = {"call_id": name, "tool": event.tool, "arguments": _short(event.arguments)}
        self._calls[name] = call | {"ok": None, "result": None, "error": None}
        if not quietly:
            self._put({"type": "tool_call"} | call)

    def _returned(self, event: ToolReturned, *, quietly: bool = False) -> None:
        name = self._names.of(event.call_id)
        answer = {"ok": event.ok, "result": _short(event.result), "error": event.error}
        self._calls.setdefault(name, {"call_id": name, "tool": event.tool, "arguments": {}})
        self._calls[name] |= answer
        if not quietly:
            self._put({"type": "tool_result", "call_id": name, "tool": event.tool} | answer)

    def _snapshot(self) -> Message:
        return {
            "type": "snapshot",
            "agent_state": self._floor.agent,
            "user_state": self._floor.user,
            "ready": self._ready_at_s is not None,
            "elapsed_s": self.elapsed_s,
            "limit_s": self._limit_s,
            "verification": self._verification,
            "calls": list(self._calls.values())[-MOST_CALLS:],
        }

    def _put(self, message: Message, to: list[str] | None = None) -> None:
        self._seq += 1
        stamped = {"attempt": self._attempt, "seq": self._seq, "t": round(self._timeline.now_s(), 3)} | message
        self._outbox.put_nowait((stamped, to or []))

    async def _beat(self) -> None:
        beats = 0
        while True:
            if beats % SNAPSHOT_EVERY == 0:
                self._put(self._snapshot())
            self._put({"type": "heartbeat", "elapsed_s": self.elapsed_s})
            beats += 1
            await asyncio.sleep(HEARTBEAT_S)

    async def _deliver(self) -> None:
        while True:
            message, to = await self._outbox.get()
            try:
                await self._send(_encode(message), to)
            except Exception as error:  # LiveKit raises plain exceptions while it reconnects
                _log.warning("state_not_sent", type=message["type"], error=error)
            finally:
                self._outbox.task_done()


def _encode(message: Message) -> bytes:
    """JSON below the 15 kB of a data packet: the oldest calls of a long snapshot go first."""
    payload = json.dumps(message, ensure_ascii=False).encode()
    while len(payload) > 14_000 and message.get("calls"):
        message = message | {"calls": message["calls"][len(message["calls"]) // 2 + 1 :]}
        payload = json.dumps(message, ensure_ascii=False).encode()
    return payload


def _short(value: Any) -> Any:
    """A value as it is, or its first characters where it is long: the log has all of it."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return value if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
