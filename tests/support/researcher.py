"""The researcher's view of a running study: what is on record about a conversation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from tests.support.parley_up import Parley


@dataclass(frozen=True, slots=True)
class Loss:
    """How the server found that an attempt's job was gone, by its own rows. Wall times."""

    heard_at: float  # the job's last sign of life
    known_at: float

    @property
    def silence_s(self) -> float:
        """What it took."""
        return self.known_at - self.heard_at


class Researcher:
    """A signed-in researcher."""

    def __init__(self, parley: Parley) -> None:
        self._http = httpx.Client(base_url=parley.server_url, timeout=20)
        self._http.post("/api/researcher/session", json={"key": parley.researcher_key}).raise_for_status()

    def conversation(self, conversation_id: str) -> dict[str, Any]:
        """Everything that is on record about a conversation."""
        answer = self._http.get(f"/api/researcher/conversations/{conversation_id}").raise_for_status()
        record: dict[str, Any] = answer.json()
        return record

    def loss(self, conversation_id: str, attempt: int) -> Loss:
        """How an attempt was lost. Raises ValueError when it was not."""
        found = next(one for one in self.conversation(conversation_id)["attempts"] if one["number"] == attempt)
        if found["ended"] != "lost":
            raise ValueError(f"attempt {attempt} ended as {found['ended']}")
        heard, known = (datetime.fromisoformat(found[key]).timestamp() for key in ("heartbeat_at", "ended_at"))
        return Loss(heard, known)

    def submissions(self) -> list[dict[str, Any]]:
        """The newest submissions, newest first."""
        answer = self._http.get("/api/researcher/submissions").raise_for_status()
        rows: list[dict[str, Any]] = answer.json()["items"]
        return rows

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()
