"""Whether the participant is there: pages are reloaded and networks fail, so being gone takes a while.

When this process loses its own line to the room, LiveKit reports everyone in it as gone. That is no departure: who was
there counts as there until the line is back and shows otherwise, and nobody is waited for meanwhile.
"""

import asyncio
from collections.abc import Callable

import structlog
from livekit import rtc
from livekit.rtc.room import EventTypes

from agent.observers.event_log import EventLog
from scenarios.events import RtcParticipantChanged

GONE_AFTER_S = 90.0

_log = structlog.get_logger(__name__)


class Presence:
    """Watches the room. ``on_gone`` is called when nobody has been there for ``gone_after_s``."""

    def __init__(
        self,
        *,
        log: EventLog,
        on_joined: Callable[[str], None],
        on_gone: Callable[[], None],
        gone_after_s: float = GONE_AFTER_S,
    ) -> None:
        self._log, self._on_joined, self._on_gone, self._gone_after_s = log, on_joined, on_gone, gone_after_s
        self._here: set[str] = set()
        self._alone_since: float | None = None  # on the loop's clock, as the next
        self._line_lost_at: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._room: rtc.Room | None = None

    @property
    def anyone(self) -> bool:
        """Whether a participant is in the room, or was when the line to it was lost."""
        return bool(self._here)

    @property
    def in_earshot(self) -> bool:
        """Whether a participant is there and the line to the room stands."""
        return self.anyone and self._line_lost_at is None

    @property
    def alone_s(self) -> float | None:
        """For how long nobody has been there, or had been when the line was lost; None where someone is, or was."""
        if self.anyone or self._alone_since is None:
            return None
        until = asyncio.get_running_loop().time() if self._line_lost_at is None else self._line_lost_at
        return until - self._alone_since

    def watch(self, room: rtc.Room) -> None:
        """Follow a connected room from now on."""
        self._room = room
        for name, handler in self._handlers.items():
            room.on(name, handler)
        self._be_alone()
        for rtc_participant in room.remote_participants.values():
            self.joined(rtc_participant)

    def joined(self, rtc_participant: rtc.RemoteParticipant) -> None:
        """Someone came, or came back. Agents do not count."""
        if rtc_participant.kind != rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD:
            return
        self._stop_timer()
        if rtc_participant.identity not in self._here:
            self._here.add(rtc_participant.identity)
            self._log.append(RtcParticipantChanged, change="joined")
        self._on_joined(rtc_participant.identity)

    def left(self, rtc_participant: rtc.RemoteParticipant) -> None:
        """Someone left, or lost the connection for good; while our own is lost nobody can tell."""
        if rtc_participant.identity in self._here and self._line_lost_at is None:
            self._miss(rtc_participant.identity)

    def stop(self) -> None:
        """Nobody is waited for, and who comes or goes is no longer noted."""
        self._stop_timer()
        if self._room is not None:
            for name, handler in self._handlers.items():
                self._room.off(name, handler)
            self._room = None

    @property
    def _handlers(self) -> dict[EventTypes, Callable[..., None]]:
        return {
            "participant_connected": self.joined,
            "participant_disconnected": self.left,
            "reconnecting": self._lose_line,
            "reconnected": self._regain_line,
        }

    def _lose_line(self) -> None:
        if self._line_lost_at is None:
            _log.warning("line_lost", anyone=self.anyone)
            self._line_lost_at = asyncio.get_running_loop().time()
            self._stop_timer()

    def _regain_line(self) -> None:
        """See who is still there; nobody is blamed for the time without a line."""
        _log.info("line_regained")
        self._line_lost_at = None
        present = self._room.remote_participants if self._room is not None else {}
        for identity in self._here - set(present):
            self._miss(identity)
        if not self._here:
            self._be_alone()

    def _miss(self, identity: str) -> None:
        self._here.discard(identity)
        self._log.append(RtcParticipantChanged, change="left")
        if not self._here:
            self._be_alone()

    def _be_alone(self) -> None:
        """Nobody is there, from now on: wait for someone."""
        loop = asyncio.get_running_loop()
        self._stop_timer()
        self._alone_since = loop.time()
        self._timer = loop.call_later(self._gone_after_s, self._on_gone)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
