"""The seam to the media server: what the study needs of it, and a fake that keeps books instead of calling anybody."""

from dataclasses import dataclass, field
from typing import Protocol

from server.schemas.participant import RoomAccess


class RoomsError(Exception):
    """The media server could not be reached, or refused. For logs; participants are told in plain words."""


class Rooms(Protocol):
    """Rooms in which conversations are held; a room is named by its conversation."""

    def call_assistant(self, conversation_id: str) -> str:
        """Make sure that the room exists and dispatch one agent job into it; its id. Raises RoomsError."""

    def access(self, conversation_id: str, rtc_identity: str) -> RoomAccess:
        """What a participant's page needs to join: a microphone and nothing else."""

    def close(self, conversation_id: str) -> None:
        """Send everybody out of the room. A room that is gone already is fine. Raises RoomsError."""


@dataclass
class FakeRooms:
    """Rooms for tests: remembers who was called; ``refusing`` plays a media server that is down."""

    refusing: bool = False
    called: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    def call_assistant(self, conversation_id: str) -> str:
        """Write the call down."""
        if self.refusing:
            raise RoomsError("the media server is down")
        self.called.append(conversation_id)
        return f"dispatch-{len(self.called)}"

    def access(self, conversation_id: str, rtc_identity: str) -> RoomAccess:
        """A token that opens nothing."""
        return RoomAccess(url="ws://127.0.0.1:1", token=f"{rtc_identity}@{conversation_id}")

    def close(self, conversation_id: str) -> None:
        """Write the closing down."""
        self.closed.append(conversation_id)
