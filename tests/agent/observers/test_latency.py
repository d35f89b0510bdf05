from pathlib import Path

from agent.answering.dialogue import Said
from agent.observers.event_log import EventLog
from agent.observers.latency import LatencyMarks
from agent.speaking.reply import SpokenReply
from scenarios.events import LatencyMarked
from tests.agent.parts import NOON, fields, logged, new_log
from tests.support.virtual_time import run_virtual


def marked(log: EventLog) -> list[tuple[object, ...]]:
    return [fields(event, "turn", "start", "end", "ms") for event in logged(log, LatencyMarked)]


def answer(turn: int | None, *, number: int = 1) -> SpokenReply:
    return SpokenReply(number, "answer", Said(), turn=turn)


def at(offset_s: float) -> float:
    """As LiveKit stamps it."""
    return NOON.timestamp() + offset_s


def on_log(folder: Path, *steps: object) -> EventLog:
    """A log, and marks that were made by the steps: (turn, anchor, offset) or (reply, offset of its beginning)."""

    async def main() -> EventLog:
        log = new_log(folder)
        marks = LatencyMarks(log)
        for step in steps:
            match step:
                case (int() as turn, str() as anchor, float() as offset_s):
                    marks.mark_at(turn, anchor, offset_s)  # type: ignore[arg-type]
                case (SpokenReply() as reply, float() as offset_s):
                    marks.started(reply, at(offset_s))
        return log

    return run_virtual(main())


WHOLE = (
    (1, "user_speech_end", 10.0),
    (1, "vad_end", 12.0),
    (1, "request_sent", 12.01),
    (1, "first_delta", 12.5),
    (1, "first_audio", 12.6),
)


def test_neighbours_and_the_whole_are_logged_once_the_answer_is_in_the_room(tmp_path: Path) -> None:
    assert marked(on_log(tmp_path / "a", *WHOLE)) == []
    assert marked(on_log(tmp_path / "b", *WHOLE, (answer(1), 12.65))) == [
        (1, "user_speech_end", "vad_end", 2000.0),
        (1, "vad_end", "request_sent", 10.0),
        (1, "request_sent", "first_delta", 490.0),
        (1, "first_delta", "first_audio", 100.0),
        (1, "first_audio", "published", 50.0),
        (1, "user_speech_end", "published", 2650.0),
    ]


def test_anchors_are_in_their_own_order_whenever_they_are_marked(tmp_path: Path) -> None:
    """A pipeline's recogniser may be done while the VAD still waits: the stretch is then negative, and true."""
    log = on_log(tmp_path, (1, "transcript", 11.5), (1, "request_sent", 12.0), (answer(1), 12.5))
    assert marked(log)[:2] == [(1, "request_sent", "transcript", -500.0), (1, "transcript", "published", 1000.0)]


def test_the_first_of_an_anchor_counts(tmp_path: Path) -> None:
    log = on_log(tmp_path, (1, "vad_end", 2.0), (1, "vad_end", 3.0), (answer(1), 4.0), (answer(1, number=2), 9.0))
    assert marked(log) == [(1, "vad_end", "published", 2000.0)]


def test_two_marks_have_no_whole_beyond_their_stretch(tmp_path: Path) -> None:
    assert len(marked(on_log(tmp_path, (1, "vad_end", 2.0), (answer(1), 4.0)))) == 1


def test_a_new_turn_forgets_the_last_and_a_late_mark_of_it_is_nothing(tmp_path: Path) -> None:
    log = on_log(tmp_path, *WHOLE, (2, "vad_end", 20.0), (1, "first_audio", 21.0), (answer(1), 21.0), (answer(2), 22.0))
    assert marked(log) == [(2, "vad_end", "published", 2000.0)]


def test_only_answers_are_measured(tmp_path: Path) -> None:
    apology = SpokenReply(1, "apology", Said(), turn=1)
    assert marked(on_log(tmp_path, *WHOLE, (apology, 13.0), (answer(None), 13.0))) == []


def test_what_happens_now_is_marked_with_the_logs_own_clock(tmp_path: Path) -> None:
    async def main() -> EventLog:
        log = new_log(tmp_path)
        marks = LatencyMarks(log)
        marks.mark(1, "vad_end")
        marks.first_audio(answer(1))
        marks.first_audio(SpokenReply(2, "greeting", Said()))
        marks.started(answer(1), at(0.25))
        return log

    assert marked(run_virtual(main())) == [
        (1, "vad_end", "first_audio", 0.0),
        (1, "first_audio", "published", 250.0),
        (1, "vad_end", "published", 250.0),
    ]
