"""Speaks to a participant who has fallen silent: twice in a conversation at most, and never into their words.

The paper's protocol has no such turns; a study file asks for them with ``nudges: true``. They are the same for every
model, in the study's voice, no part of what the model knows, and notices in the record: an analysis that counts answers
does not see them.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import structlog

from agent.speaking.phrases import CHECK_MICROPHONE, STILL_THERE
from scenarios.events import AgentStateChanged, Event, Reply, RtcParticipantChanged, UserStateChanged

NUDGES: tuple[tuple[float, str], ...] = ((30.0, STILL_THERE), (60.0, CHECK_MICROPHONE))  # after how long a silence
MOST = len(NUDGES)

_log = structlog.get_logger(__name__)


def nudges_in(events: Iterable[Event]) -> int:
    """How many were said so far."""
    sentences = {sentence for _, sentence in NUDGES}
    return sum(isinstance(event, Reply) and event.text in sentences for event in events)


class Nudging:
    """Watches the log for the silence of both sides.

    ``say`` says a sentence and returns whether it did: what was not said does not count, and is tried again after
    another silence; where it raises, nothing more is said. ``quiet_s`` tells for how long nothing like speech has been
    heard; ``someone_there`` whether there is anyone to speak to. ``said_before`` are those of earlier attempts.
    """

    def __init__(
        self,
        *,
        say: Callable[[str], Coroutine[Any, Any, bool]],
        quiet_s: Callable[[], float],
        someone_there: Callable[[], bool],
        said_before: int = 0,
    ) -> None:
        self._say, self._quiet_s, self._someone_there = say, quiet_s, someone_there
        self._left = max(0, MOST - said_before)
        self._step = 0  # within this silence
        self._agent_listens = self._user_speaks = False
        self._timer: asyncio.TimerHandle | None = None
        self._saying: asyncio.Task[None] | None = None

    def watch(self, event: Event) -> None:
        """Follow the floor, and who comes and goes."""
        match event:
            case AgentStateChanged(state=state):
                self._agent_listens = state == "listening"
            case UserStateChanged(state=state):
                self._user_speaks = state == "speaking"
                self._step = 0 if self._user_speaks else self._step
            case RtcParticipantChanged():
                self._disarm()
            case _:
                return
        self._wait()

    def stop(self) -> None:
        """Say nothing more."""
        self._left = 0
        self._disarm()
        if self._saying is not None:
            self._saying.cancel()

    def _wait(self) -> None:
        """Time the silence, if there is one and something is left to be said into it."""
        if not self._agent_listens or self._user_speaks:
            self._disarm()
        elif self._timer is None and self._saying is None and self._left and self._step < len(NUDGES):
            self._arm(NUDGES[self._step][0])

    def _arm(self, delay_s: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(delay_s, self._look)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        """The floor has been free for long enough; but perhaps something was heard that was no speech yet."""
        self._timer = None
        silence_s, sentence = NUDGES[self._step]
        if not self._someone_there():
            return
        if (left_s := silence_s - self._quiet_s()) > 0:
            self._arm(left_s)
            return
        self._saying = asyncio.create_task(self._try(sentence), name="nudge")

    async def _try(self, sentence: str) -> None:
        try:
            if await self._say(sentence):
                self._step, self._left = self._step + 1, self._left - 1
        except Exception as error:  # this task's edge: the conversation is as good without
            _log.error("nudging_broke", exc_info=error)
            self._left = 0
        finally:
            self._saying = None
        self._wait()
