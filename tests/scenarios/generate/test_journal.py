from pathlib import Path

import pytest

from scenarios.generate.journal import Journal, JournalError, StoredAnswer, question_key

ANSWER = StoredAnswer(text="yes \ud83d", refusal=None, cut=False, input_tokens=10, cached_tokens=2, output_tokens=3)
ABOUT = {"record": "r1", "stage": "transformation"}


def test_what_is_kept_is_there_again(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.keep("k1", ANSWER, about=ABOUT)
        assert journal.get("k1") == ANSWER
    with Journal(tmp_path / "j.jsonl") as journal:
        assert (journal.get("k1"), "k2" in journal, len(journal)) == (ANSWER, False, 1)


def test_it_is_on_disk_before_anything_is_made_of_it(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.keep("k1", ANSWER, about=ABOUT)
        assert (tmp_path / "j.jsonl").read_bytes().endswith(b"}\n")


def test_a_torn_line_is_dropped_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    with Journal(path) as journal:
        journal.keep("k1", ANSWER, about=ABOUT)
        whole = path.read_bytes()
        journal.keep("k2", ANSWER, about=ABOUT)
    path.write_bytes(path.read_bytes()[:-7])
    with Journal(path) as journal:
        assert len(journal) == 1
        assert path.read_bytes() == whole
        journal.keep("k3", ANSWER, about=ABOUT)
    with Journal(path) as journal:
        assert "k3" in journal


def test_two_runs_do_not_write_one_journal(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.jsonl"), pytest.raises(JournalError, match="another run is writing it"):
        Journal(tmp_path / "j.jsonl")
    with Journal(tmp_path / "j.jsonl"):
        pass


def test_a_file_that_is_no_journal_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_text('{"key": "k1"}\n', encoding="utf-8")
    with pytest.raises(JournalError, match=r"j\.jsonl:1: no answer of a run"):
        Journal(path)
    assert path.read_text(encoding="utf-8") == '{"key": "k1"}\n'


def test_a_question_is_its_model_its_words_and_its_schema() -> None:
    words = [{"role": "user", "content": "Hello"}]
    key = question_key(model="a", messages=words, schema={"type": "object"})
    assert key == question_key(model="a", messages=[dict(part) for part in words], schema={"type": "object"})
    assert key != question_key(model="b", messages=words, schema={"type": "object"})
    assert key != question_key(model="a", messages=[*words, *words], schema={"type": "object"})
    assert key != question_key(model="a", messages=words, schema={})
