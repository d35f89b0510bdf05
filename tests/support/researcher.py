"""The researcher's view of a running study: what is on record about a conversation."""

from typing import Any

import httpx

from tests.support.parley_up import Parley


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

    def submissions(self) -> list[dict[str, Any]]:
        """The newest submissions, newest first."""
        answer = self._http.get("/api/researcher/submissions").raise_for_status()
        rows: list[dict[str, Any]] = answer.json()["items"]
        return rows

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()
