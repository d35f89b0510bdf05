"""Who has the floor: the two states that the page shows, derived from what is going on.

The assistant speaks while it is heard, thinks while an answer is being made or about to be heard, and listens
otherwise, always while the user speaks and it does not. The user is away after a while in which both sides only listen.
"""

import asyncio
from collections.abc import Callable

from agent.observers.event_log import EventLog
from scenarios.events import AgentState, AgentStateChanged, UserState, UserStateChanged

AWAY_AFTER_S = 15.0


class Floor:
    """Keeps both states and logs their changes. ``about_to_speak`` says whether a reply waits to be played."""

    def __init__(self, log: EventLog, about_to_speak: Callable[[], bool]) -> None:
        self._log, self._about_to_speak = log, about_to_speak
        self._ready = self._generating = self._playing = self._user_speaking = False
        self.agent: AgentState = "initializing"
        self.user: UserState = "listening"
        self._away_timer: asyncio.TimerHandle | None = None

    @property
    def is_free(self) -> bool:
        """Whether both sides only listen. A user whose turn is not over yet still speaks."""
        return self.agent == "listening" and not self._user_speaking

    def ready(self) -> None:
        """The assistant can be talked to."""
        self._ready = True
        self._update()

    def generating(self, active: bool) -> None:
        """An answer is being made, or no more."""
        self._generating = active
        self._update()

    def playing(self, active: bool) -> None:
        """The assistant is heard, or no more."""
        self._playing = active
        self._update()

    def waiting(self) -> None:
        """Fewer replies wait to be played."""
        self._update()

    def user_speaking(self, active: bool) -> None:
        """The user is heard, or no more."""
        self._user_speaking = active
        self._update()

    def close(self) -> None:
        """The conversation is over: no state changes any more."""
        self._ready = False
        self._stop_timer()

    def _update(self) -> None:
        if not self._ready:
            return
        agent = self._agent_state()
        if agent != self.agent:
            self.agent = agent
            self._log.append(AgentStateChanged, state=agent)
        self._stop_timer()
        self._set_user("speaking" if self._user_speaking else "listening")
        if agent == "listening" and not self._user_speaking:
            self._away_timer = asyncio.get_running_loop().call_later(AWAY_AFTER_S, self._set_user, "away")

    def _agent_state(self) -> AgentState:
        if self._playing:
            return "speaking"
        busy = self._generating or self._about_to_speak()
        return "thinking" if busy and not self._user_speaking else "listening"

    def _set_user(self, state: UserState) -> None:
        if state != self.user:
            self.user = state
            self._log.append(UserStateChanged, state=state)

    def _stop_timer(self) -> None:
        if self._away_timer is not None:
            self._away_timer.cancel()
            self._away_timer = None
