"""One reply of the assistant on its way to the user: its text, its audio, and how far it was heard.

Every frame of audio carries a mark of the words that begin with it. So whoever plays the frames knows which words had
been played at any instant, whichever model or voice made them.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from livekit import rtc

from agent.answering.dialogue import Said
from agent.models.base import Audio
from scenarios.events import ReplyPurpose

OUTPUT_RATE = 24_000
_MARK = "parley.mark"


@dataclass(slots=True, eq=False)
class SpokenReply:
    """What one reply says, and where in its audio the words begin."""

    number: int
    purpose: ReplyPurpose
    said: Said
    turn: int | None = None  # the user's turn that it answers
    begun_s: float | None = None  # offset at which it began to be written
    duration_s: float = 0.0
    started_at: float | None = None  # time.time() of the first frame in the room
    broken_off: bool = False  # not all of its text became audio
    _starts: list[float] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _unplaced: str = ""

    def add_text(self, text: str) -> None:
        """More words, whose audio will bring them along."""
        self.said.text += text

    def add_transcript(self, text: str) -> None:
        """More words of a model that speaks itself; they begin where its next audio begins."""
        self.said.text += text
        self._unplaced += text

    def played(self, frame: rtc.AudioFrame, words: str) -> None:
        """A frame of this reply went to the output; ``words`` begin with it."""
        if words or not self._starts:
            self._starts.append(self.duration_s)
            self._words.append(words)
        self.duration_s += frame.samples_per_channel / frame.sample_rate

    def frame(self, audio: Audio, words: str | None = None) -> rtc.AudioFrame:
        """Audio of this reply as a frame, marked with ``words``, or with the transcript that waits for it."""
        if words is None:
            words, self._unplaced = self._unplaced, ""
        frame = rtc.AudioFrame(audio.pcm, audio.sample_rate, 1, len(audio.pcm) // 2)
        frame.userdata[_MARK] = (self, words)
        return frame

    def heard(self, position_s: float) -> str:
        """The words of the first ``position_s`` seconds; the stretch that was cut counts by its share."""
        if not self._starts or position_s <= 0:
            return ""
        current = bisect_right(self._starts, position_s) - 1
        start = self._starts[current]
        end = self._starts[current + 1] if current + 1 < len(self._starts) else self.duration_s
        words = self._words[current] + (self._unplaced if current + 1 == len(self._starts) else "")
        share = 1.0 if end <= start else min(1.0, (position_s - start) / (end - start))
        return "".join(self._words[:current]) + first_words(words, share)


def reply_of(frame: rtc.AudioFrame) -> tuple[SpokenReply, str] | None:
    """The reply that a frame belongs to and the words that begin with it."""
    return frame.userdata.get(_MARK)


def first_words(text: str, share: float) -> str:
    """Whole words of about the first ``share`` of a text."""
    if share >= 1.0:
        return text
    length = round(len(text) * share)
    if length < len(text) and not text[length].isspace():
        length = max(text.rfind(" ", 0, length), 0)
    return text[:length].rstrip()
