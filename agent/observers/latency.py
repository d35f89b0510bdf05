"""Latency of every turn, named by its two anchors, measured where each of them happens."""

from itertools import pairwise

from livekit import rtc

from agent.observers.event_log import EventLog
from agent.speaking.reply import SpokenReply
from scenarios.events import Anchor, LatencyMarked

ORDER: tuple[Anchor, ...] = (
    "user_speech_end",
    "vad_end",
    "request_sent",
    "transcript",
    "first_delta",
    "first_audio",
    "published",
)


class LatencyMarks:
    """Keeps the first time of each anchor of the current turn; logs them once the answer is in the room."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._turn = 0
        self._marks: dict[Anchor, float] = {}

    def mark(self, turn: int, anchor: Anchor) -> None:
        """It happens now."""
        self.mark_at(turn, anchor, self._log.timeline.now_s())

    def mark_at(self, turn: int, anchor: Anchor, offset_s: float) -> None:
        """It happened at ``offset_s``. A later mark of the same anchor, by a retry or a tool step, changes nothing."""
        if turn > self._turn:
            self._turn, self._marks = turn, {}
        if turn == self._turn:
            self._marks.setdefault(anchor, offset_s)

    def first_audio(self, reply: SpokenReply) -> None:
        """The first audio of a reply was made."""
        if reply.purpose == "answer" and reply.turn is not None:
            self.mark(reply.turn, "first_audio")

    def queued(self, reply: SpokenReply, frame: rtc.AudioFrame) -> None:
        """Says nothing about latency."""

    def started(self, reply: SpokenReply, at: float) -> None:
        """The reply is in the room: the turn's marks are complete."""
        if reply.purpose != "answer" or reply.turn != self._turn or "published" in self._marks:
            return
        self._marks["published"] = self._log.timeline.offset_of(at)
        present = [anchor for anchor in ORDER if anchor in self._marks]
        for start, end in pairwise(present):
            self._append(start, end)
        if len(present) > 2:
            self._append(present[0], present[-1])

    def finished(self, reply: SpokenReply, position_s: float, *, interrupted: bool) -> None:
        """Says nothing about latency."""

    def _append(self, start: Anchor, end: Anchor) -> None:
        ms = round((self._marks[end] - self._marks[start]) * 1000, 1)
        self._log.append(LatencyMarked, turn=self._turn, start=start, end=end, ms=ms)
