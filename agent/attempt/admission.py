"""Which jobs a worker takes: as many as it has room for, also when several are offered in one moment.

LiveKit's own threshold guesses what a job will cost that has been promised but has not begun, and on an idle worker
guesses all of it: whoever comes second in that moment would be sent away from an empty house.
"""

from collections.abc import Callable, Iterable

import structlog
from livekit.agents import JobRequest

_log = structlog.get_logger(__name__)


class Admission:
    """Answers offers of jobs. ``running``: the ids of those that have begun."""

    def __init__(self, *, capacity: int, running: Callable[[], Iterable[str]]) -> None:
        self._capacity, self._running = capacity, running
        self._promised: set[str] = set()

    async def answer(self, request: JobRequest) -> None:
        """Take the job, or leave it to another worker when this one is full."""
        if len(self._promised.union(self._running())) >= self._capacity:
            _log.info("job_declined", conversation=request.job.metadata, capacity=self._capacity)
            await request.reject(terminate=False)
            return
        self._promised.add(request.id)
        try:
            await request.accept()
        finally:
            self._promised.discard(request.id)
