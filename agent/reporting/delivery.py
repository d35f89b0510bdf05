"""Brings events from the disk to the study server, once the server can be reached, in order, without a gap.

The disk is the queue: an event counts as delivered when the server has acknowledged its number. Where a job died, the
next job of the conversation, or the next start of a worker, finds the rest and posts it.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from pathlib import Path

import structlog

from agent.observers.event_log import EVENTS_FILE, is_being_written, read_events
from agent.reporting.study_server import BatchAnswer, ServerRefusedError, ServerUnreachableError, StudyServer
from scenarios.events import Event

JOB_FILE = "job.json"
DELIVERED_FILE = "delivered"
HEARTBEAT_S = 1.0
GATHER_S = 0.15  # events come in clusters: wait for the rest of one
LONGEST_BACK_OFF_S = 2.0
LARGEST_BATCH = 200
NOT_OURS = frozenset({404, 409})  # the server knows of no conversation that this job could hold

_log = structlog.get_logger(__name__)


class Delivery:
    """Posts one attempt's events as they are logged. The posts are the heartbeat, their answers the server's wishes."""

    def __init__(
        self,
        server: StudyServer,
        folder: Path,
        *,
        conversation_id: str,
        job_id: str,
        attempt: int,
        on_answer: Callable[[BatchAnswer], None],
    ) -> None:
        self._server, self._folder = server, folder
        self._conversation_id, self._job_id, self._attempt = conversation_id, job_id, attempt
        self._on_answer = on_answer
        self._waiting: deque[Event] = deque()
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / JOB_FILE).write_text(json.dumps({"job_id": job_id}))

    def watch(self, event: Event) -> None:
        """An event is on the disk: bring it to the server."""
        self._waiting.append(event)
        self._news.set()

    def start(self) -> None:
        """Begin to post."""
        self._task = asyncio.create_task(self._run(), name="delivery")

    async def finish(self, *, within_s: float) -> bool:
        """Post what is left. False when some had to stay on the disk."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        try:
            async with asyncio.timeout(within_s):
                while self._waiting:
                    if not await self._post():
                        await asyncio.sleep(0.5)
        except TimeoutError:
            _log.warning("events_left_on_disk", n_events=len(self._waiting))
        return not self._waiting

    async def _run(self) -> None:
        back_off_s = HEARTBEAT_S / 2
        while True:
            if await self._post():
                back_off_s = HEARTBEAT_S / 2
                await self._await_news()
            else:
                await asyncio.sleep(back_off_s)
                back_off_s = min(back_off_s * 2, LONGEST_BACK_OFF_S)

    async def _await_news(self) -> None:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                await self._news.wait()
            await asyncio.sleep(GATHER_S)
        except TimeoutError:
            pass

    async def _post(self) -> bool:
        """Post the next batch. False when the server could not take it now."""
        self._news.clear()
        batch = [self._waiting[i] for i in range(min(len(self._waiting), LARGEST_BATCH))]
        try:
            answer = await self._server.post(
                self._conversation_id, job_id=self._job_id, attempt=self._attempt, events=batch
            )
        except ServerUnreachableError as error:
            _log.warning("post_failed", error=str(error), n_waiting=len(self._waiting))
            return False
        except ServerRefusedError as error:
            _log.error("post_refused", error=str(error), n_waiting=len(self._waiting))
            if error.status in NOT_OURS:
                self._on_answer(BatchAnswer(acknowledged=0, end_requested=False, superseded=True))
            return False
        self._acknowledge(answer)
        self._on_answer(answer)
        return True

    def _acknowledge(self, answer: BatchAnswer) -> None:
        before = len(self._waiting)
        while self._waiting and self._waiting[0].seq <= answer.acknowledged:
            self._waiting.popleft()
        if len(self._waiting) != before:
            mark_delivered(self._folder, answer.acknowledged)
        if self._waiting:
            self._news.set()


def mark_delivered(folder: Path, seq: int) -> None:
    """Remember that everything up to ``seq`` is at the server. Replaced in one step: never half a number."""
    temporary = folder / f"{DELIVERED_FILE}.new"
    temporary.write_text(str(seq))
    temporary.replace(folder / DELIVERED_FILE)


def delivered(folder: Path) -> int:
    """Number of the last event known to be at the server, 0 for none."""
    try:
        return int((folder / DELIVERED_FILE).read_text())
    except (FileNotFoundError, ValueError):
        return 0


def attempts(conversation: Path) -> list[tuple[int, Path]]:
    """The attempts that left a log in a conversation's folder, in order."""
    found = [
        (int(p.parent.name.removeprefix("attempt-")), p.parent) for p in conversation.glob(f"attempt-*/{EVENTS_FILE}")
    ]
    return sorted(found)


async def deliver_leftovers(server: StudyServer, conversation: Path) -> None:
    """Post what dead jobs of a conversation left on the disk. Raises ServerUnreachableError, ServerRefusedError."""
    for attempt, folder in attempts(conversation):
        if is_being_written(folder):
            continue
        waiting = list(read_events(folder, after_seq=delivered(folder)))
        while waiting:
            batch, waiting = waiting[:LARGEST_BATCH], waiting[LARGEST_BATCH:]
            answer = await server.post(conversation.name, job_id=_job_id(folder), attempt=attempt, events=batch)
            mark_delivered(folder, max(answer.acknowledged, delivered(folder)))
            if answer.acknowledged < batch[-1].seq:
                raise ServerUnreachableError(f"the server acknowledged {answer.acknowledged} of {batch[-1].seq}")
            _log.info("leftovers_delivered", conversation=conversation.name, attempt=attempt, n_events=len(batch))


async def sweep(server: StudyServer, conversations: Path) -> None:
    """Deliver the leftovers of every conversation on this disk. One that fails does not keep back the others."""
    for conversation in _with_leftovers(conversations):
        try:
            await deliver_leftovers(server, conversation)
        except (ServerUnreachableError, ServerRefusedError, OSError) as error:
            _log.warning("leftovers_kept", conversation=conversation.name, error=str(error))


def _with_leftovers(conversations: Path) -> list[Path]:
    """The conversations that have more lines in a log than the server is known to have."""
    folders = (folder for conversation in conversations.glob("*") for _, folder in attempts(conversation))
    return sorted({f.parent for f in folders if (f / EVENTS_FILE).read_bytes().count(b"\n") > delivered(f)})


def _job_id(folder: Path) -> str:
    try:
        return str(json.loads((folder / JOB_FILE).read_text())["job_id"])
    except (FileNotFoundError, ValueError, KeyError):
        return "unknown"
