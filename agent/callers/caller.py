"""A simulated participant in a LiveKit room: speaks, hears, and reads the state channel as the page does."""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any

from livekit import rtc

from agent.callers.ear import Ear
from agent.callers.microphone import Microphone, Spoken
from agent.models.base import Audio

STATE_TOPIC = "parley.state"


@dataclass(frozen=True, slots=True)
class StateMessage:
    """One message of the state channel and when it came, in seconds of wall time."""

    heard_at: float
    type: str
    content: dict[str, Any]


class Caller:
    """One participant. Join, say, hear, leave; all times are seconds of wall time."""

    def __init__(self, *, frame_ms: int = 20, keep_audio: bool = False) -> None:
        """The arguments are the ear's."""
        self.ear = Ear(frame_ms=frame_ms, keep_audio=keep_audio)
        self.messages: list[StateMessage] = []
        self.accompanied = asyncio.Event()  # somebody else's sound can be heard
        self.left = asyncio.Event()  # the room is over for this caller, by whomever
        self._message_heard = asyncio.Condition()
        self._microphone = Microphone()
        self._room = rtc.Room()
        self._tasks: set[asyncio.Task[None]] = set()
        self._room.on("track_subscribed", self._on_track)
        self._room.on("data_received", self._on_data)
        self._room.on("disconnected", lambda _reason: self.left.set())

    async def join(self, url: str, token: str) -> None:
        """Enter the room and open the microphone. Raises livekit.rtc.ConnectError."""
        await self._room.connect(url, token)
        await self._microphone.publish(self._room)

    async def say(self, speech: Audio) -> Spoken:
        """Speak now, whoever has the floor; returns after the last sample."""
        return await self._microphone.say(speech)

    @property
    def agent_state(self) -> str | None:
        """The assistant's side of the floor by its last word on it; None where there is no state channel."""
        states = (
            message.content.get("agent_state", message.content.get("state"))
            for message in reversed(self.messages)
            if message.type in ("snapshot", "agent_state")
        )
        return next(states, None)

    async def wait_floor(self, *, silence_s: float = 0.8, timeout_s: float = 60.0) -> None:
        """Return when the assistant has finished: it is silent and does not say that it is about to speak.

        Raises TimeoutError.
        """
        async with asyncio.timeout(timeout_s):
            await self.ear.wait_quiet(for_s=silence_s)
            while self.agent_state in ("thinking", "speaking"):
                async with self._message_heard:
                    await self._message_heard.wait()
                await self.ear.wait_quiet(for_s=silence_s)

    async def wait_greeted(self, *, timeout_s: float = 30.0) -> float:
        """Return when the assistant has greeted and listens; gives the greeting's onset. Raises TimeoutError."""
        greeted_at = await self.ear.wait_onset(after=0.0, timeout_s=timeout_s)
        if greeted_at is None:
            raise TimeoutError(f"no assistant spoke within {timeout_s:.0f} s")
        await self.wait_floor(timeout_s=timeout_s)
        return greeted_at

    async def leave(self) -> None:
        """Hang up."""
        await self._room.disconnect()
        await self._microphone.aclose()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _on_track(self, track: rtc.Track, _publication: object, _participant: object) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            self.accompanied.set()
            self._keep(asyncio.create_task(self.ear.listen(track)))

    def _on_data(self, packet: rtc.DataPacket) -> None:
        if packet.topic != STATE_TOPIC:
            return
        content = json.loads(packet.data)
        self.messages.append(StateMessage(time.time(), content["type"], content))
        self._keep(asyncio.create_task(self._tell_waiters()))

    async def _tell_waiters(self) -> None:
        async with self._message_heard:
            self._message_heard.notify_all()

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
