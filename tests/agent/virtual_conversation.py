"""A ``Conversation`` itself without LiveKit's server: a made-up room, microphone and ear, on a virtual clock."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from livekit import rtc
from livekit.agents.utils import aio

from agent.attempt.assembly import Assembly, assemble
from agent.attempt.restoring import Past
from agent.conversation import Conversation
from agent.models.base import Voice
from agent.observers.event_log import EventLog
from agent.observers.recording import Recorder
from agent.speaking.loudspeaker import Loudspeaker
from agent.speaking.phrases import Phrases
from tests.agent.parts import new_log
from tests.agent.stage import Ear, Microphone, brief, settings


class EarInRoom(Ear):
    """Stands for the loudspeaker: whoever is in the room hears it at once."""

    async def publish(self, room: rtc.Room) -> None:
        """Nothing has to be negotiated."""

    async def aclose(self) -> None:
        """Nothing has to be let go."""


class NoRecorder(Recorder):
    """The recording is encoded in threads, which know no virtual clock; a conversation goes on without one."""

    def start(self) -> None:
        raise OSError("no recording on a virtual clock")


class Room(rtc.Room):
    """One participant is there, with a microphone. Everything else that happens in it is told by its methods."""

    def __init__(self) -> None:
        super().__init__()
        publication = SimpleNamespace(
            sid="TR_microphone", source=rtc.TrackSource.SOURCE_MICROPHONE, track=SimpleNamespace()
        )
        self._someone = SimpleNamespace(
            sid="PA_someone",
            identity="p-someone",
            kind=rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD,
            track_publications={publication.sid: publication},
        )
        self._there = {self._someone.identity: self._someone}

    @property
    def remote_participants(self) -> Any:
        return dict(self._there)

    def leave(self) -> None:
        """The participant is gone, or only seems to be."""
        self._there.clear()
        self.emit("participant_disconnected", self._someone)

    def come_back(self) -> None:
        """The participant is there again."""
        self._there[self._someone.identity] = self._someone
        self.emit("participant_connected", self._someone)

    def lose_line(self) -> None:
        """LiveKit is lost: the order in which its client tells so, as recorded with a server that was killed."""
        self.emit("reconnecting")
        self.leave()

    def be_lost(self, reason: rtc.DisconnectReason.ValueType = rtc.DisconnectReason.UNKNOWN_REASON) -> None:
        """The connection is gone for good."""
        self.emit("disconnected", reason)


@dataclass
class Held:
    """A conversation while it is held."""

    log: EventLog
    parts: Assembly
    microphone: Microphone
    ear: EarInRoom
    room: Room


@asynccontextmanager
async def held(folder: Path, *, nudges: bool, announcing: Voice | None = None) -> AsyncIterator[Held]:
    """A conversation whose participant hears the greeting and says what they are told to.

    ``announcing`` renders the fixed sentences ahead of their use, where it is not the study's voice.
    """

    async def send(payload: bytes, identities: list[str]) -> None:
        """No page watches."""

    async def frames(track: rtc.Track) -> AsyncGenerator[rtc.AudioFrame, None]:
        async for frame in heard:
            yield frame

    def give_up(where: str) -> None:
        raise AssertionError(where)

    heard = aio.Chan[rtc.AudioFrame]()
    microphone, ear, log = Microphone(heard.send_nowait), EarInRoom(), new_log(folder)
    asked = brief("text", nudges=nudges)
    parts = assemble(asked, Past(), settings=settings(folder), log=log, send=send, give_up=give_up)
    parts = replace(parts, recorder=NoRecorder(log))
    if announcing is not None:
        parts = replace(parts, phrases=Phrases(announcing))
    room = Room()
    conversation = Conversation(asked, Past(), parts, room=room, loudspeaker=cast("Loudspeaker", ear), frames=frames)
    running = asyncio.create_task(conversation.run())
    speaking = asyncio.create_task(microphone.run())
    try:
        yield Held(log, parts, microphone, ear, room)
    finally:
        conversation.end("shutdown")
        await running
        speaking.cancel()
