"""The study server as the agent sees it: claim a conversation, post events. Nothing else is asked of it.

The shapes are those of the server's published schema; agent and server share no code but ``scenarios``.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

import aiohttp
from pydantic import BaseModel, ValidationError

from agent.reporting.errors import PlainError, describe
from agent.settings import AgentSettings
from scenarios.events import Event

R = TypeVar("R")
T = TypeVar("T", bound=BaseModel)

CLAIM_WITHIN_S = 5.0
POST_WITHIN_S = 2.0  # a post is the heartbeat: one that hangs must leave time for the next
CONNECT_WITHIN_S = 2.0
ASK_AGAIN_S = 0.3
REFUSED = frozenset({400, 401, 403, 404, 409, 413, 422})
UNSENDABLE = 422  # as the server would say of what cannot even be written as JSON


class Brief(BaseModel):
    """All that is needed for one attempt at a conversation."""

    conversation_id: str
    attempt: int
    study_hash: str
    model: str
    scenario: dict[str, Any]
    limit_s: float
    talked_s: float
    nudges: bool
    started_at: datetime | None
    history: list[Event]


class BatchAnswer(BaseModel):
    """What is durable at the server, and what it wishes."""

    acknowledged: int
    end_requested: bool
    superseded: bool


class ServerUnreachableError(PlainError):
    """The server did not answer, or not sensibly: try again later."""


class ServerFailedError(ServerUnreachableError):
    """The server answered that something went wrong on its side: another request may fare better."""


class ServerRefusedError(PlainError):
    """The server will not have it; trying again changes nothing. ``detail`` may quote what was sent."""

    def __init__(self, status: int, detail: str, code: str = "refused") -> None:
        super().__init__(f"{status} {code}")
        self.status, self.detail = status, detail


class StudyServer:
    """One kept-alive connection with the shared secret on it."""

    def __init__(self, settings: AgentSettings, *, post_within_s: float = POST_WITHIN_S) -> None:
        self._post_within_s = post_within_s
        self._url = settings.server_url.rstrip("/")
        self._session = aiohttp.ClientSession(
            headers={"Authorization": f"Bearer {settings.agent_secret.get_secret_value()}"}
        )

    async def claim(self, conversation_id: str, job_id: str) -> Brief:
        """Introduce a job. Raises ServerRefusedError, ServerUnreachableError."""
        path = f"/api/agent/conversations/{conversation_id}/claim"
        return _read(Brief, await self._post(path, {"job_id": job_id}, within_s=CLAIM_WITHIN_S))

    async def post(self, conversation_id: str, *, job_id: str, attempt: int, events: list[Event]) -> BatchAnswer:
        """Post new events, or none as a heartbeat. Raises ServerRefusedError, ServerUnreachableError."""
        try:
            lines = [event.model_dump(mode="json", exclude_none=True) for event in events]
        except ValueError as error:
            raise ServerRefusedError(UNSENDABLE, describe(error), "unsendable") from error
        batch = {"job_id": job_id, "attempt": attempt, "events": lines}
        path = f"/api/agent/conversations/{conversation_id}/events"
        return _read(BatchAnswer, await self._post(path, batch, within_s=self._post_within_s))

    async def aclose(self) -> None:
        """Close the connection."""
        await self._session.close()

    async def _post(self, path: str, body: dict[str, Any], *, within_s: float) -> bytes:
        timeout = aiohttp.ClientTimeout(total=within_s, connect=CONNECT_WITHIN_S)
        try:
            async with self._session.post(self._url + path, json=body, timeout=timeout) as response:
                content = await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ServerUnreachableError(describe(error)) from error
        if response.status in REFUSED:
            raise ServerRefusedError(response.status, content[:2000].decode(errors="replace"), _code(content))
        if response.status >= 300:
            raise ServerFailedError(f"status {response.status}")
        return content


async def patiently(ask: Callable[[], Awaitable[R]], *, for_s: float) -> R:
    """Ask again while the server cannot be reached. Raises ServerRefusedError, in the end ServerUnreachableError."""
    deadline = asyncio.get_running_loop().time() + for_s
    while True:
        try:
            return await ask()
        except ServerUnreachableError:
            if asyncio.get_running_loop().time() > deadline:
                raise
            await asyncio.sleep(ASK_AGAIN_S)


def _read(shape: type[T], content: bytes) -> T:
    try:
        return shape.model_validate_json(content)
    except ValidationError as error:
        raise ServerUnreachableError(f"an answer that is no {shape.__name__}: {describe(error)}") from error


def _code(problem: bytes) -> str:
    """The word that names a problem, if the answer is one."""
    try:
        code = json.loads(problem)["code"]
    except (ValueError, KeyError, TypeError):
        return "refused"
    return code if isinstance(code, str) and re.fullmatch(r"[a-z_]{1,40}", code) else "refused"
