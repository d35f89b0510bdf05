import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.observers.event_log import EVENTS_FILE
from agent.reporting.folders import (
    DELIVERED_FILE,
    JOB_FILE,
    REFUSED_FILE,
    attempts,
    delivered,
    keep_refused,
    mark_delivered,
    read_job_id,
    write_job_id,
)
from scenarios.events import AssistantReady, Fault
from tests.agent.parts import NOON


def ready(seq: int) -> AssistantReady:
    return AssistantReady(attempt=1, seq=seq, at=NOON, offset_s=0.0)


@given(st.sets(st.integers(1, 2000), max_size=8), st.sets(st.sampled_from(["0", "-1", "01", "1.bak", "x", "", "1 "])))
def test_attempts_are_found_by_their_numbers_and_nothing_else_is_one(numbers: set[int], others: set[str]) -> None:
    with TemporaryDirectory() as name:
        conversation = Path(name)
        for suffix in [*map(str, numbers), *others]:
            folder = conversation / f"attempt-{suffix}"
            folder.mkdir()
            (folder / EVENTS_FILE).touch()
        assert attempts(conversation) == [(n, conversation / f"attempt-{n}") for n in sorted(numbers)]


def test_an_attempt_without_a_log_is_none(tmp_path: Path) -> None:
    (tmp_path / "attempt-1").mkdir()
    assert attempts(tmp_path) == []
    assert attempts(tmp_path / "none") == []


@given(st.text(max_size=40))
def test_a_job_s_id_is_read_as_it_was_written(job_id: str) -> None:
    with TemporaryDirectory() as name:
        write_job_id(Path(name) / "a" / "b", job_id)
        assert read_job_id(Path(name) / "a" / "b") == job_id


@pytest.mark.parametrize("content", [None, "", "{", "{}", '{"job": 1}'])
def test_a_job_s_id_that_is_not_there_is_unknown(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / JOB_FILE).write_text(content)
    assert read_job_id(tmp_path) == "unknown"


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=5))
def test_the_cursor_is_the_last_number_that_was_marked(seqs: list[int]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        assert delivered(folder) == 0
        for seq in seqs:
            mark_delivered(folder, seq)
        assert delivered(folder) == seqs[-1]
        assert [path.name for path in folder.iterdir()] == [DELIVERED_FILE]


def test_a_cursor_that_is_no_number_is_the_beginning(tmp_path: Path) -> None:
    (tmp_path / DELIVERED_FILE).write_text("")
    assert delivered(tmp_path) == 0


def test_what_is_refused_is_kept_once_with_the_reason(tmp_path: Path) -> None:
    for seq in (3, 7, 3):
        keep_refused(tmp_path, ready(seq), f"no {seq}")
    lines = [json.loads(line) for line in (tmp_path / REFUSED_FILE).read_text().splitlines()]
    assert [(line["seq"], line["reason"], line["event"]["type"]) for line in lines] == [
        (3, "no 3", "assistant_ready"),
        (7, "no 7", "assistant_ready"),
    ]


def test_what_cannot_even_be_written_as_json_is_kept_in_python_s_words(tmp_path: Path) -> None:
    torn = Fault(attempt=1, seq=1, at=NOON, offset_s=0, where="job", kind="k", message="half \ud83d", fatal=False)
    keep_refused(tmp_path, torn, "unsendable")
    [line] = (tmp_path / REFUSED_FILE).read_text().splitlines()
    assert "half" in json.loads(line)["event"]


def test_a_line_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / REFUSED_FILE).write_text('{"seq": 1, "reason"\n[]\n')
    keep_refused(tmp_path, ready(1), "no")
    assert json.loads((tmp_path / REFUSED_FILE).read_text().splitlines()[-1])["seq"] == 1
