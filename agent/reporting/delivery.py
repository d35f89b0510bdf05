"""Brings a living attempt's events from the disk to the study server, once the server can be reached, without a gap.

The disk is the queue: an event counts as delivered when the server has acknowledged its number. Where a job died, the
next job of the conversation, or the worker's sweep, finds the rest and posts it: ``agent.reporting.leftovers``.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog

from agent.reporting.courier import Courier, SetAside
from agent.reporting.folders import write_job_id
from agent.reporting.study_server import BatchAnswer, ServerRefusedError, ServerUnreachableError, StudyServer
from scenarios.events import Event

HEARTBEAT_S = 1.0
GATHER_S = 0.15  # events come in clusters: wait for the rest of one
FIRST_BACK_OFF_S = 0.5
LONGEST_BACK_OFF_S = 1.5  # behind a post that hung, it is still within the server's patience
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
        on_set_aside: SetAside,
    ) -> None:
        """``on_set_aside`` is told what the server does not take, until ``finish``: see ``Courier``.

        Raises OSError when the folder cannot be written.
        """
        self._courier = Courier(
            server,
            folder,
            conversation_id=conversation_id,
            job_id=job_id,
            attempt=attempt,
            on_set_aside=self._note_set_aside,
        )
        self._on_answer, self._on_set_aside = on_answer, on_set_aside
        self._finishing = False
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        write_job_id(folder, job_id)

    def watch(self, event: Event) -> None:
        """An event is on the disk: bring it to the server."""
        self._courier.waiting.append(event)
        self._news.set()

    def hurry(self) -> None:
        """Ask the server now what it wishes."""
        self._news.set()

    def start(self) -> None:
        """Begin to post."""
        self._task = asyncio.create_task(self._run(), name="delivery")

    async def finish(self, *, within_s: float) -> bool:
        """Post what is left, what was set aside once more. False when some had to stay on the disk."""
        self._finishing = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        try:
            async with asyncio.timeout(within_s):
                self._courier.try_all_again()
                while self._courier.is_due:
                    if not await self._post():
                        await asyncio.sleep(0.5)
        except TimeoutError:
            _log.warning("delivery_ran_out_of_time")
        if self._courier.n_left:
            _log.warning("events_left_on_disk", n_events=self._courier.n_left)
        return not self._courier.n_left

    def _note_set_aside(self, event: Event, error: Exception) -> None:
        if not self._finishing:
            self._on_set_aside(event, error)

    async def _run(self) -> None:
        back_off_s = FIRST_BACK_OFF_S
        while True:
            if await self._post():
                back_off_s = FIRST_BACK_OFF_S
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
        n_waiting = self._courier.n_left
        try:
            answer, worthwhile = await self._courier.post()
            self._on_answer(answer)
        except ServerUnreachableError as error:
            _log.warning("post_failed", error=error, n_waiting=n_waiting)
            return False
        except ServerRefusedError as error:
            _log.error("post_refused", error=error, n_waiting=n_waiting)
            if error.status in NOT_OURS:
                self._on_answer(BatchAnswer(acknowledged=0, end_requested=False, superseded=True))
            return False
        except Exception:  # the heartbeat's edge: without it the server takes the conversation away
            _log.exception("delivery_stumbled", n_waiting=n_waiting)
            return False
        if self._courier.waiting:
            self._news.set()
        return worthwhile
