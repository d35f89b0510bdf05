"""The journal holds what was paid for, whatever happened to the process that wrote it."""

from pathlib import Path

import pytest

from analysis.benchmark.items import Answer, ToolCall, Usage
from analysis.benchmark.judges.judge import Pin, Ruling
from analysis.benchmark.outcomes import scored, ungraded
from analysis.benchmark.running.journal import Journal, JournalInUseError
from analysis.benchmark.samples import tone

ANSWER = Answer("words", None, (ToolCall("get", {"a": [1]}),), 0.25, Usage(3, 4), "m-1")
RULING = Ruling("Result: YES", Pin("judge-1"), "judge-1", Usage(5, 6))


def test_everything_is_read_back_as_it_was(tmp_path: Path) -> None:
    sound = tone(tmp_path / "elsewhere" / "a.wav")
    with Journal.open(tmp_path / "j") as journal:
        journal.keep_asked("k1")
        journal.keep_answer("k1", ANSWER)
        journal.keep_answer("k2", Answer(audio=sound))
        journal.keep_failure("k3", "no answer within 1 s")
        journal.keep_ruling("r1", RULING)
        journal.keep_outcome("o1", scored(0.5, raw=0.5, pass_at=0.5, said="x"))
        journal.keep_outcome("o2", ungraded("no judge"))
    sound.unlink()
    with Journal.open(tmp_path / "j") as journal:
        assert journal.answer("k1") == ANSWER
        spoken = journal.answer("k2")
        assert spoken is not None
        assert spoken.audio is not None
        assert spoken.audio.read_bytes()[:4] == b"RIFF"
        assert journal.failure("k3") == "no answer within 1 s"
        assert journal.ruling("r1") == RULING
        assert journal.outcome("o1") == scored(0.5, raw=0.5, pass_at=0.5, said="x")
        assert journal.outcome("o2") == ungraded("no judge")
        assert journal.n_asked_again == 0


@pytest.mark.parametrize("torn", [b'{"kind": "answered", "key": "k2", "ans', b"\xff\xfe"])
def test_a_line_torn_by_a_kill_is_cut_off_and_the_rest_goes_on(tmp_path: Path, torn: bytes) -> None:
    with Journal.open(tmp_path) as journal:
        journal.keep_answer("k1", ANSWER)
    with (tmp_path / "journal.jsonl").open("ab") as file:
        file.write(torn)
    with Journal.open(tmp_path) as journal:
        assert (journal.answer("k1"), journal.answer("k2")) == (ANSWER, None)
        journal.keep_answer("k2", ANSWER)
    with Journal.open(tmp_path) as journal:
        assert journal.answer("k2") == ANSWER


def test_what_was_in_flight_at_a_kill_is_counted_when_asked_again(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        journal.keep_asked("k1")
        journal.keep_asked("k2")
        journal.keep_failure("k2", "HTTP 500")
    with Journal.open(tmp_path) as journal:
        assert journal.n_asked_again == 0
        journal.keep_asked("k1")
        journal.keep_asked("k2")  # it failed: nobody was paid for it
        assert journal.n_asked_again == 1


def test_one_run_at_a_time_writes_a_journal(tmp_path: Path) -> None:
    with Journal.open(tmp_path), pytest.raises(JournalInUseError, match="another run"), Journal.open(tmp_path):
        pass
