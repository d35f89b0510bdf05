"""Recognition that begins while the VAD still waits, and is thrown away if speech goes on.

The caller sends what may be the whole utterance after a short silence. If the utterance that the VAD finally cuts holds
the same speech, its words are already there, or under way.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from agent.models.base import Audio
from agent.speech.fair_queue import FairQueue, Job, Priority
from agent.speech.metrics import Metrics
from agent.speech.pcm import same_speech


@dataclass(frozen=True, slots=True)
class _Anticipated:
    audio: Audio
    job: Job[str]


class AnticipatingRecogniser:
    """The recogniser as one conversation sees it."""

    def __init__(self, *, queue: FairQueue, transcribe: Callable[[Audio], str], metrics: Metrics) -> None:
        self._queue, self._transcribe, self._metrics = queue, transcribe, metrics
        self._anticipated: _Anticipated | None = None

    def anticipate(self, audio: Audio) -> None:
        """Start on audio that may be asked for. An earlier anticipation is dropped."""
        if self._anticipated is not None:
            if same_speech(self._anticipated.audio, audio):
                return
            self._anticipated.job.future.cancel()
        self._metrics.count("anticipations")
        job = self._queue.submit(self, Priority.MAYBE, partial(self._transcribe, audio))
        job.future.add_done_callback(_seen)
        self._anticipated = _Anticipated(audio, job)

    async def recognise(self, audio: Audio) -> str:
        """The words in the audio. Cancelling drops the work, unless it was anticipated: it may be asked for again."""
        self._metrics.count("recognitions")
        ready = self._anticipated
        if ready is not None and not ready.job.future.cancelled() and same_speech(ready.audio, audio):
            self._metrics.count("anticipations_used")
            self._queue.promote(ready.job, Priority.NOW)
            return await asyncio.shield(ready.job.future)
        return await self._queue.submit(self, Priority.NOW, partial(self._transcribe, audio)).future

    def close(self) -> None:
        """The conversation is over."""
        self._queue.forget(self)


def _seen(future: asyncio.Future[str]) -> None:
    """Take note of a failure that nobody will ask for."""
    if not future.cancelled():
        future.exception()
