"""A study server that stores events by number, and refuses what it is told to."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from agent.reporting.study_server import BatchAnswer, Brief, ServerRefusedError, ServerUnreachableError
from scenarios.events import Event

DOWN = ServerUnreachableError("down")


@dataclass
class Post:
    """What was posted, and when."""

    at: float
    conversation: str
    job_id: str
    attempt: int
    seqs: list[int]


@dataclass
class FakeServer:
    """``failure`` makes every call fail, a post after storing if ``loses_answers``; ``refuses`` spoils a batch.

    ``brief`` is what a claim gets; without one it is never answered.
    """

    posts: list[Post] = field(default_factory=list)
    stored: dict[tuple[str, int], dict[int, Event]] = field(default_factory=dict)
    failure: Exception | None = None
    refuses: Callable[[Event], bool] = lambda _: False
    refusal: Exception = field(default_factory=lambda: ServerRefusedError(422, "text: not a string", "invalid"))
    loses_answers: bool = False
    end_requested: bool = False
    brief: Brief | None = None
    claimed_at: list[float] = field(default_factory=list)
    is_closed: bool = False

    async def claim(self, conversation_id: str, job_id: str) -> Brief:
        self.claimed_at.append(asyncio.get_running_loop().time())
        if self.failure is not None:
            raise self.failure
        if self.brief is None:
            await asyncio.sleep(3600)
            raise DOWN
        return self.brief

    async def post(self, conversation_id: str, *, job_id: str, attempt: int, events: list[Event]) -> BatchAnswer:
        now = asyncio.get_running_loop().time()
        self.posts.append(Post(now, conversation_id, job_id, attempt, [e.seq for e in events]))
        stored = self.stored.setdefault((conversation_id, attempt), {})
        if self.failure is None and any(map(self.refuses, events)):
            raise self.refusal
        if self.failure is None or self.loses_answers:
            stored.update((e.seq, e) for e in events)
        if self.failure is not None:
            raise self.failure
        acknowledged = 0
        while acknowledged + 1 in stored:
            acknowledged += 1
        return BatchAnswer(acknowledged=acknowledged, end_requested=self.end_requested, superseded=False)

    async def aclose(self) -> None:
        """Let go of the connection."""
        self.is_closed = True

    def seqs(self, conversation_id: str = "cv-1", attempt: int = 1) -> list[int]:
        """The numbers that are stored."""
        return sorted(self.stored.get((conversation_id, attempt), {}))
