"""The study server as the agent sees it: claim a conversation, post events. Nothing else is asked of it.

The shapes are those of the server's published schema; agent and server share no code but ``scenarios``.
"""

from datetime import datetime
from typing import Any, TypeVar

import aiohttp
from pydantic import BaseModel, ValidationError

from agent.settings import AgentSettings
from scenarios.events import Event

T = TypeVar("T", bound=BaseModel)

TIMEOUT = aiohttp.ClientTimeout(total=5, connect=2)
REFUSED = frozenset({401, 403, 404, 409, 422})


class Brief(BaseModel):
    """All that is needed for one attempt at a conversation."""

    conversation_id: str
    attempt: int
    study_hash: str
    model: str
    scenario: dict[str, Any]
    limit_s: float
    talked_s: float
    started_at: datetime | None
    history: list[Event]


class BatchAnswer(BaseModel):
    """What is durable at the server, and what it wishes."""

    acknowledged: int
    end_requested: bool
    superseded: bool


class ServerUnreachableError(Exception):
    """The server did not answer, or not sensibly: try again later."""


class ServerRefusedError(Exception):
    """The server will not have it; trying again changes nothing."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status


class StudyServer:
    """One kept-alive connection with the shared secret on it."""

    def __init__(self, settings: AgentSettings) -> None:
        self._url = settings.server_url.rstrip("/")
        self._session = aiohttp.ClientSession(
            headers={"Authorization": f"Bearer {settings.agent_secret.get_secret_value()}"}, timeout=TIMEOUT
        )

    async def claim(self, conversation_id: str, job_id: str) -> Brief:
        """Introduce a job. Raises ServerRefusedError, ServerUnreachableError."""
        answer = await self._post(f"/api/agent/conversations/{conversation_id}/claim", {"job_id": job_id})
        return _read(Brief, answer)

    async def post(self, conversation_id: str, *, job_id: str, attempt: int, events: list[Event]) -> BatchAnswer:
        """Post new events, or none as a heartbeat. Raises ServerRefusedError, ServerUnreachableError."""
        batch = {
            "job_id": job_id,
            "attempt": attempt,
            "events": [event.model_dump(mode="json", exclude_none=True) for event in events],
        }
        return _read(BatchAnswer, await self._post(f"/api/agent/conversations/{conversation_id}/events", batch))

    async def aclose(self) -> None:
        """Close the connection."""
        await self._session.close()

    async def _post(self, path: str, body: dict[str, Any]) -> bytes:
        try:
            async with self._session.post(self._url + path, json=body) as response:
                content = await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ServerUnreachableError(f"{type(error).__name__}: {error}") from error
        if response.status in REFUSED:
            raise ServerRefusedError(response.status, content[:500].decode(errors="replace"))
        if response.status >= 300:
            raise ServerUnreachableError(f"status {response.status}")
        return content


def _read(shape: type[T], content: bytes) -> T:
    try:
        return shape.model_validate_json(content)
    except ValidationError as error:
        raise ServerUnreachableError(f"an answer that is no {shape.__name__}: {error}") from error
