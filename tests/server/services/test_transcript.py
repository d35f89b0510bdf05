"""Words and delays, derived from events."""

from datetime import UTC, datetime
from typing import Any

from scenarios.events import Anchor, Event, LatencyMarked, Reply, UserTranscript, UserUtterance
from server.services.transcript import latency_of, transcript_of

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Log(list[Event]):
    """Events with their numbers."""

    def common(self) -> dict[str, Any]:
        return {"attempt": 1, "seq": len(self) + 1, "at": AT, "offset_s": float(len(self))}

    def said(self, utterance: int, start: float, end: float) -> None:
        audio = f"attempt-1/utterances/u{utterance:04}.wav"
        self.append(UserUtterance(**self.common(), utterance=utterance, started_s=start, ended_s=end, audio=audio))

    def heard(self, text: str, *utterances: int) -> None:
        self.append(UserTranscript(**self.common(), utterances=utterances, text=text))

    def replied(self, text: str, start: float | None, *, heard: str | None = None) -> None:
        self.append(
            Reply(
                **self.common(),
                reply=1,
                purpose="answer",
                text=text,
                heard=text if heard is None else heard,
                interrupted=heard is not None,
                started_s=start,
            )
        )

    def took(self, start: Anchor, end: Anchor, ms: float) -> None:
        self.append(LatencyMarked(**self.common(), turn=1, start=start, end=end, ms=ms))


def test_lines_are_in_order_of_their_beginning_with_words_and_audio() -> None:
    log = Log()
    log.replied("Hello.", 0.5)
    log.said(1, 2.0, 3.0)
    log.said(2, 3.5, 4.0)
    log.replied("Right.", 6.0)
    log.heard("Book a table. For two.", 1, 2)
    lines = transcript_of(log)
    assert [(line.who, line.started_s, line.text) for line in lines] == [
        ("assistant", 0.5, "Hello."),
        ("participant", 2.0, "Book a table. For two."),
        ("participant", 3.5, None),
        ("assistant", 6.0, "Right."),
    ]
    assert lines[1].audio == ["attempt-1/utterances/u0001.wav"]


def test_an_interrupted_reply_shows_what_was_heard() -> None:
    log = Log()
    log.replied("There are three tables free tonight.", 1.0, heard="There are three")
    (line,) = transcript_of(log)
    assert (line.text, line.interrupted) == ("There are three", True)


def test_a_reply_that_never_sounded_stands_where_it_was_logged() -> None:
    log = Log()
    log.said(1, 0.0, 0.4)
    log.replied("Lost.", None, heard="")
    assert transcript_of(log)[1].started_s == 1.0


def test_stretches_are_summarised_and_few_turns_have_no_p95() -> None:
    log = Log()
    for ms in (100.0, 300.0, 200.0):
        log.took("user_speech_end", "published", ms)
    for ms in range(1, 21):
        log.took("vad_end", "first_audio", float(ms))
    few, many = latency_of(log)
    assert (few.n, few.median_ms, few.p95_ms, few.max_ms) == (3, 200.0, None, 300.0)
    assert (many.start, many.end, many.n, many.median_ms) == ("vad_end", "first_audio", 20, 10.5)
    assert many.p95_ms is not None
    assert 19 <= many.p95_ms <= 20


def test_nothing_said_nothing_shown() -> None:
    assert transcript_of([]) == []
    assert latency_of([]) == []
