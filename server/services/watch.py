"""Sees what nobody reports: a job that fell silent, a dispatch that nobody took, a participant who did not come back.

Every rule is judged twice: on a look at the database, and again under the conversation's lock before it acts, so that
any number of servers may watch the same database.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Literal

import structlog
from sqlalchemy import and_
from sqlmodel import col, select

from server import tables
from server.parts import Parts
from server.services.conversations import opened
from server.services.dialogue import Dialogue
from server.services.patience import Patience

log = structlog.get_logger(__name__)

INTERVAL_S = 0.5
OVERSLEPT_S = 5.0
N_HANDS = 8  # calls to the media server that may wait at the same time

Overdue = Literal["claim", "ready", "recovery", "heartbeat", "limit", "goodbye", "answer", "return"]


def overdue(
    conversation: tables.Conversation,
    attempt: tables.Attempt,
    *,
    now: datetime,
    awake_since: datetime,
    resume_s: float,
    patience: Patience,
) -> Overdue | None:
    """What this conversation has waited for too long. Time before ``awake_since`` is held against nobody."""

    def past(since: datetime | None, limit_s: float) -> bool:
        return since is not None and (now - max(since, awake_since)).total_seconds() > limit_s

    silent = past(attempt.heartbeat_at, patience.heartbeat_s)
    remaining_s = conversation.limit_s - conversation.talked_s
    rules: dict[str, tuple[tuple[Overdue, bool], ...]] = {
        "connecting": (
            ("claim", attempt.claimed_at is None and past(attempt.dispatched_at, patience.claim_s)),
            ("ready", past(attempt.claimed_at, patience.ready_s)),
        ),
        "recovering": (("recovery", past(attempt.dispatched_at, patience.recovery_s)),),
        "live": (
            ("heartbeat", silent),
            ("limit", past(attempt.ready_at, remaining_s + patience.overtime_s)),
        ),
        "ending": (("goodbye", silent or past(conversation.phase_since, patience.goodbye_s)),),
        "no_assistant": (("answer", past(conversation.phase_since, patience.unanswered_s)),),
        "paused": (("return", past(conversation.phase_since, resume_s)),),
    }
    return next((what for what, is_due in rules.get(conversation.phase, ()) if is_due), None)


def act(dialogue: Dialogue, what: Overdue) -> None:
    """Draw the consequence."""
    {
        "claim": dialogue.no_show,
        "ready": dialogue.lose,
        "recovery": dialogue.not_recovered,
        "heartbeat": dialogue.lose,
        "limit": dialogue.request_end,
        "goodbye": dialogue.end_without_goodbye,
        "answer": dialogue.expire,
        "return": dialogue.expire,
    }[what]()


class Watch:
    """Looks twice a second from a thread of its own; ``look`` is one look."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._awake_since: datetime | None = None
        self._last_look: datetime | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the look that is under way and end."""
        self._stop.set()
        self._thread.join()

    def look(self) -> None:
        """Act on every conversation that has waited too long."""
        now = self._parts.clock()
        awake_since = self._wake(now)
        waiting = self._waiting(now, awake_since)
        self._last_look = now
        if waiting:
            with ThreadPoolExecutor(N_HANDS) as hands:
                list(hands.map(lambda found: self._handle(*found, now=now, awake_since=awake_since), waiting))

    def _run(self) -> None:
        while not self._stop.wait(INTERVAL_S):
            try:
                self.look()
            except Exception:  # the thread's edge: without its watch a server would lose conversations in silence
                log.exception("watch_failed")

    def _wake(self, now: datetime) -> datetime:
        """After a start, a long sleep, or a time without the database, agents first get time to post again."""
        slept = self._last_look is None or now - self._last_look > timedelta(seconds=OVERSLEPT_S)
        if slept or self._awake_since is None:
            self._awake_since = now + timedelta(seconds=self._parts.patience.awake_s)
        return self._awake_since

    def _waiting(self, now: datetime, awake_since: datetime) -> list[tuple[str, Overdue]]:
        current = and_(
            col(tables.Attempt.conversation_id) == col(tables.Conversation.id),
            col(tables.Attempt.number) == col(tables.Conversation.attempts),
        )
        query = select(tables.Conversation, tables.Attempt).join(tables.Attempt, current)
        with self._parts.database.read() as session:
            rows = session.exec(query.where(tables.Conversation.phase != "over")).all()
        judged = [(row[0].id, self._judge(*row, now=now, awake_since=awake_since)) for row in rows]
        return [(conversation_id, what) for conversation_id, what in judged if what is not None]

    def _judge(
        self, conversation: tables.Conversation, attempt: tables.Attempt, *, now: datetime, awake_since: datetime
    ) -> Overdue | None:
        return overdue(
            conversation,
            attempt,
            now=now,
            awake_since=awake_since,
            resume_s=self._parts.shelf.study(conversation.study_hash).file.resume_minutes * 60,
            patience=self._parts.patience,
        )

    def _handle(self, conversation_id: str, what: Overdue, *, now: datetime, awake_since: datetime) -> None:
        """Judge again under the lock: another server, or the agent itself, may have been faster."""
        try:
            with opened(self._parts, conversation_id) as (_, dialogue):
                still = self._judge(dialogue.conversation, dialogue.current, now=now, awake_since=awake_since)
                if still == what:
                    log.warning("overdue", conversation_id=conversation_id, what=what, attempt=dialogue.current.number)
                    act(dialogue, what)
        except Exception:  # a hand's edge: one conversation's trouble is not the others'
            log.exception("watch_could_not_act", conversation_id=conversation_id)
