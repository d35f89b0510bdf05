"""Whether the participant is there: pages are reloaded and networks fail, so being gone takes a while."""

import asyncio
from collections.abc import Callable

from livekit import rtc

from agent.observers.event_log import EventLog
from scenarios.events import RtcParticipantChanged

GONE_AFTER_S = 90.0


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
        self._timer: asyncio.TimerHandle | None = None
        self._room: rtc.Room | None = None

    @property
    def anyone(self) -> bool:
        """Whether a participant is in the room."""
        return bool(self._here)

    def watch(self, room: rtc.Room) -> None:
        """Follow a connected room from now on."""
        self._room = room
        room.on("participant_connected", self.joined)
        room.on("participant_disconnected", self.left)
        self._wait()
        for rtc_participant in room.remote_participants.values():
            self.joined(rtc_participant)

    def joined(self, rtc_participant: rtc.RemoteParticipant) -> None:
        """Someone came, or came back. Agents do not count."""
        if rtc_participant.kind == rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD:
            self._here.add(rtc_participant.identity)
            self._stop_timer()
            self._log.append(RtcParticipantChanged, change="joined")
            self._on_joined(rtc_participant.identity)

    def left(self, rtc_participant: rtc.RemoteParticipant) -> None:
        """Someone left, or lost the connection for good."""
        if rtc_participant.identity in self._here:
            self._here.discard(rtc_participant.identity)
            self._log.append(RtcParticipantChanged, change="left")
            if not self._here:
                self._wait()

    def stop(self) -> None:
        """Nobody is waited for, and who comes or goes is no longer noted."""
        self._stop_timer()
        if self._room is not None:
            self._room.off("participant_connected", self.joined)
            self._room.off("participant_disconnected", self.left)
            self._room = None

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self) -> None:
        self._stop_timer()
        self._timer = asyncio.get_running_loop().call_later(self._gone_after_s, self._on_gone)
