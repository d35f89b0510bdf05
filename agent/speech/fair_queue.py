"""Work on threads, shared fairly: urgent work first, and within one priority the conversation that waited longest."""

import asyncio
import itertools
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Priority(IntEnum):
    """Smaller runs first."""

    NOW = 0  # someone is waiting in silence
    SOON = 1  # the next sentence of a reply that is already playing
    MAYBE = 2  # may never be asked for


@dataclass(slots=True, eq=False)
class Job(Generic[T]):
    """A piece of queued work. Await ``future``; cancel it to drop work that has not begun."""

    owner: Hashable
    priority: Priority
    number: int
    work: Callable[[], T]
    future: asyncio.Future[T] = field(repr=False)
    waited_from: float = 0.0


class FairQueue:
    """Runs blocking work on a bounded number of threads. Use it from one event loop."""

    def __init__(self, *, workers: int, name: str, on_wait: Callable[[float], None] | None = None) -> None:
        """``on_wait`` hears how many seconds each job waited for a thread."""
        self._workers = workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._on_wait = on_wait
        self._waiting: list[Job[Any]] = []
        self._running = 0
        self._numbers = itertools.count()
        self._served: dict[Hashable, int] = {}

    def submit(self, owner: Hashable, priority: Priority, work: Callable[[], T]) -> Job[T]:
        """Queue ``work``; its result or exception arrives in the job's future."""
        loop = asyncio.get_running_loop()
        job = Job(owner, priority, next(self._numbers), work, loop.create_future(), loop.time())
        self._waiting.append(job)
        self._pump()
        return job

    @staticmethod
    def promote(job: Job[Any], priority: Priority) -> None:
        """Make a waiting job more urgent; a running or finished one is left alone."""
        job.priority = min(job.priority, priority)

    def forget(self, owner: Hashable) -> None:
        """Drop everything that ``owner`` still waits for."""
        for job in self._waiting:
            if job.owner == owner:
                job.future.cancel()
        self._served.pop(owner, None)

    def close(self) -> None:
        """Drop waiting work; threads end after what they are doing."""
        for job in self._waiting:
            job.future.cancel()
        self._waiting.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _pump(self) -> None:
        self._waiting = [job for job in self._waiting if not job.future.done()]
        loop = asyncio.get_running_loop()
        while self._waiting and self._running < self._workers:
            job = min(self._waiting, key=lambda j: (j.priority, self._served.get(j.owner, -1), j.number))
            self._waiting.remove(job)
            self._running += 1
            self._served[job.owner] = next(self._numbers)
            if self._on_wait is not None:
                self._on_wait(loop.time() - job.waited_from)
            running = loop.run_in_executor(self._pool, job.work)
            running.add_done_callback(partial(self._finished, job))

    def _finished(self, job: Job[Any], done: asyncio.Future[Any]) -> None:
        self._running -= 1
        error = None if done.cancelled() else done.exception()  # looked at even if nobody asks: asyncio reports it else
        if not job.future.done():
            if done.cancelled():
                job.future.cancel()
            elif error is not None:
                job.future.set_exception(error)
            else:
                job.future.set_result(done.result())
        self._pump()
