"""Messages to and from participants: all contact stays inside Prolific."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from server.integrations.prolific.transport import Transport
from server.integrations.prolific.wire import Message


class Messages:
    """Calls about messages."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def send(self, study_id: str, participant_id: str, body: str) -> None:
        """Write to one participant of a study."""
        sent = {"recipient_id": participant_id, "body": body, "study_id": study_id}
        self._transport.ask("POST", "/messages/", json=sent)

    def send_to_many(self, study_id: str, participant_ids: Sequence[str], body: str) -> None:
        """Write the same to several participants of a study."""
        self._transport.ask(
            "POST", "/messages/bulk/", json={"ids": [*participant_ids], "body": body, "study_id": study_id}
        )

    def since(self, time: datetime) -> list[Message]:
        """What was written since then; Prolific tells of the last 30 days."""
        return self._list(created_after=time.isoformat())

    def with_participant(self, participant_id: str) -> list[Message]:
        """The conversation with one participant."""
        return self._list(user_id=participant_id)

    def _list(self, **params: str) -> list[Message]:
        return list(self._transport.ask_for(_Messages, "GET", "/messages/", params=params).results)


class _Messages(BaseModel):
    results: list[Message]
