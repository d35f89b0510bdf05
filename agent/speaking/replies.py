"""What became of every reply: a ``PlaybackWatcher`` that cuts the dialogue to what was heard and writes it down."""

from collections.abc import Callable

from livekit import rtc

from agent.observers.event_log import EventLog
from agent.observers.floor import Floor
from agent.speaking.mouth import Mouth
from agent.speaking.reply import SpokenReply
from scenarios.events import Reply


class Replies:
    """Follows replies from the first frame in the room to the last word heard."""

    def __init__(self, *, log: EventLog, mouth: Mouth, floor: Floor) -> None:
        self._log, self._mouth, self._floor = log, mouth, floor

    def queued(self, reply: SpokenReply, frame: rtc.AudioFrame) -> None:
        """Not heard yet."""

    def started(self, reply: SpokenReply, at: float) -> None:
        """The assistant is heard from now on."""
        reply.started_at = at
        self._floor.playing(True)

    def finished(self, reply: SpokenReply, position_s: float, *, interrupted: bool) -> None:
        """Keep what was heard."""
        self._mouth.forget(reply)
        written = reply.said.text
        if interrupted or reply.broken_off:
            reply.said.text = reply.heard(position_s)
        self._append(reply, written, interrupted=interrupted)
        self._floor.playing(False)

    def settle_answers(self) -> None:
        """Nobody will hear the answers that wait: write that down, and take them out of the dialogue."""
        self._drop(lambda reply: reply.purpose in ("answer", "apology"))

    def settle(self, settled: SpokenReply) -> None:
        """The same for one reply, if it still waits."""
        self._drop(lambda reply: reply is settled)

    def settle_all(self) -> None:
        """The same for whatever waits."""
        self._drop(lambda reply: True)

    def _drop(self, among: Callable[[SpokenReply], bool]) -> None:
        dropped = self._mouth.unheard(among)
        for reply in dropped:
            written, reply.said.text = reply.said.text, ""
            self._append(reply, written, interrupted=True)
        if dropped:
            self._floor.waiting()

    def _append(self, reply: SpokenReply, written: str, *, interrupted: bool) -> None:
        timeline = self._log.timeline
        started_s = None if reply.started_at is None else timeline.offset_of(reply.started_at)
        self._log.append(
            Reply,
            reply=reply.number,
            purpose=reply.purpose,
            text=written.strip(),
            heard=reply.said.text.strip(),
            interrupted=interrupted,
            begun_s=reply.begun_s,
            started_s=started_s,
            ended_s=None if started_s is None else timeline.now_s(),
        )
