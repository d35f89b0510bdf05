"""Reading both files: what is wrong is named with file and line, and the rest is read."""

from pathlib import Path
from typing import Any

import pytest

from scenarios.importers.entries import read_entries
from tests.scenarios.importers.samples import FILES, FILES_ANSWER, TRIP, TRIP_ANSWER, write


def test_entries_and_answers_are_matched_by_id(tmp_path: Path) -> None:
    found = read_entries(*write(tmp_path, [TRIP, "", FILES], [FILES_ANSWER, TRIP_ANSWER]))
    assert (found.faults, found.n_lines) == ([], 2)
    trip, files = found.entries
    assert (trip.id, files.id) == ("sample_trip_1", "sample_files_2")
    assert trip.turns[1:] == ("Cancel that again and tell Bo that the trip is off until June 7.", "")
    assert [len(calls) for calls in trip.calls] == [3, 3, 1]
    assert trip.classes == ("TravelAPI", "MessageAPI")
    assert trip.excluded == {"register_credit_card"}
    assert (files.answered_at.line, trip.answered_at.line) == (1, 2)
    assert (files.asked_at.line, trip.asked_at.line) == (3, 1)


@pytest.mark.parametrize(
    ("entry", "answer", "file", "words"),
    [
        ("{", TRIP_ANSWER, "entries", "1: no JSON: "),
        (TRIP, "[", "answers", "1: no JSON: "),
        ([], TRIP_ANSWER, "entries", "1: the line must be an object, not []"),
        ({**TRIP, "question": "?"}, TRIP_ANSWER, "entries", '1: question must be a list, not "?"'),
        ({**TRIP, "involved_classes": []}, TRIP_ANSWER, "entries", "1: involved_classes must not be empty"),
        ({**TRIP, "involved_classes": ["BankAPI"]}, TRIP_ANSWER, "entries", "'BankAPI'; classes: GorillaFileSystem, "),
        ({**TRIP, "initial_config": {"BankAPI": {}}}, TRIP_ANSWER, "entries", "no class 'BankAPI'"),
        (
            {key: value for key, value in TRIP.items() if key != "initial_config"},
            TRIP_ANSWER,
            "entries",
            "1: initial_config is missing; initial_config is an object of one object per class",
        ),
        (
            {**TRIP, "excluded_function": ["cpp"]},
            TRIP_ANSWER,
            "entries",
            "excluded_function: there is no function 'cpp'; did you mean 'cp'?",
        ),
        (
            {**TRIP, "missed_function": {"1": ["book_fligt"]}},
            TRIP_ANSWER,
            "entries",
            "missed_function.1: there is no function 'book_fligt'; did you mean 'book_flight'?",
        ),
        ({**TRIP, "id": "other"}, TRIP_ANSWER, "entries", "answers.jsonl has no line with this id"),
        (
            {**TRIP, "question": TRIP["question"][:1]},
            TRIP_ANSWER,
            "entries",
            "question has 1 turns, ground_truth has 3",
        ),
        ({**TRIP, "question": [[], [], []]}, TRIP_ANSWER, "entries", "no turn of question has words of the user"),
        ({**TRIP, "id": "!?"}, TRIP_ANSWER, "entries", "1: !?: an id needs a letter or a digit"),
        (TRIP, {"id": TRIP["id"]}, "answers", "1: ground_truth is missing; ground_truth is a list"),
        (TRIP, {**TRIP_ANSWER, "ground_truth": [["f(x)"], [], []]}, "answers", "turn 1, call 1: 'x' is no literal"),
    ],
)
def test_faults(tmp_path: Path, entry: Any, answer: Any, file: str, words: str) -> None:
    found = read_entries(*write(tmp_path, [entry, FILES], [answer, FILES_ANSWER]))
    assert [read.id for read in found.entries] == ["sample_files_2"]
    faults = [str(fault) for fault in found.faults]
    assert any(f"{file}.jsonl:1: " in fault and words in fault for fault in faults), faults


def test_an_answer_to_nothing_is_told_where_all_entries_could_be_read(tmp_path: Path) -> None:
    found = read_entries(*write(tmp_path, [FILES], [TRIP_ANSWER, FILES_ANSWER]))
    assert [read.id for read in found.entries] == ["sample_files_2"]
    [fault] = found.faults
    assert (Path(fault.file).name, fault.line) == ("answers.jsonl", 1)
    assert fault.message == f"sample_trip_1: {tmp_path / 'entries.jsonl'} has no line with this id"
    torn = read_entries(*write(tmp_path, [FILES, "{"], [TRIP_ANSWER, FILES_ANSWER]))
    assert ["no JSON" in fault.message for fault in torn.faults] == [True]


def test_ids_differ(tmp_path: Path) -> None:
    found = read_entries(*write(tmp_path, [FILES, FILES], [FILES_ANSWER]))
    assert len(found.entries) == 1
    assert str(found.faults[0]).endswith("entries.jsonl:2: sample_files_2: the id is that of line 1 too; ids differ")


def test_ids_of_answers_differ(tmp_path: Path) -> None:
    found = read_entries(*write(tmp_path, [FILES], [FILES_ANSWER, FILES_ANSWER]))
    assert len(found.entries) == 1
    assert str(found.faults[0]).endswith("answers.jsonl:2: sample_files_2: the id is that of line 1 too; ids differ")


def test_a_faulty_answer_is_not_called_missing(tmp_path: Path) -> None:
    found = read_entries(*write(tmp_path, [FILES], [{**FILES_ANSWER, "ground_truth": ["ls()"]}]))
    (fault,) = found.faults
    assert fault.message.startswith('ground_truth.0 must be a list, not "ls()"; ground_truth is a list of turns')


def test_swapped_files_are_noticed(tmp_path: Path) -> None:
    entries, answers = write(tmp_path, [TRIP, FILES], [TRIP_ANSWER, FILES_ANSWER])
    found = read_entries(answers, entries)
    assert [str(fault) for fault in found.faults] == [
        f"{answers}:1: these are answers; give the entries first, then the answers"
    ]


def test_null_stands_for_none(tmp_path: Path) -> None:
    nothing = {"excluded_function": None, "missed_function": None, "initial_config": {"GorillaFileSystem": None}}
    found = read_entries(*write(tmp_path, [{**FILES, **nothing}], [FILES_ANSWER]))
    assert found.faults == []
    (entry,) = found.entries
    assert (entry.excluded, entry.held_back, entry.initial_config) == (frozenset(), (), {"GorillaFileSystem": {}})
