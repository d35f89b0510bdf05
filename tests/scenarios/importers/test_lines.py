"""JSON lines: marks, line ends, and what a file of another form is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios.importers.lines import AnswerLine, EntryLine, ImportFault, fit, read_lines
from tests.scenarios.importers.samples import FILES


def read(tmp_path: Path, content: str) -> tuple[list[tuple[int, Any]], list[str]]:
    path = tmp_path / "lines.jsonl"
    faults: list[ImportFault] = []
    path.write_bytes(content.encode())
    values = read_lines(path, faults)
    return values, [str(fault).removeprefix(f"{path}:") for fault in faults]


def test_marks_line_ends_and_blank_lines_do_not_matter(tmp_path: Path) -> None:
    assert read(tmp_path, '\ufeff{"a": 1}\r\n\r\n[2]\n') == ([(1, {"a": 1}), (3, [2])], [])


def test_separators_inside_texts_end_no_line(tmp_path: Path) -> None:
    assert read(tmp_path, '"\u2028\x85"\n1') == ([(1, "\u2028\x85"), (2, 1)], [])


def test_lines_that_are_no_json_are_named_and_the_others_read(tmp_path: Path) -> None:
    values, faults = read(tmp_path, '1\n{"a"\n' + "[" * 100_000 + "\n4\n")
    assert values == [(1, 1), (4, 4)]
    assert faults[0] == "2: no JSON: Expecting ':' delimiter at column 5; each line holds one JSON object"
    assert faults[1].startswith("3: no JSON: ")
    assert len(faults) == 2


@pytest.mark.parametrize("indent", [0, 1])
def test_a_list_over_several_lines_is_one_fault(tmp_path: Path, indent: int) -> None:
    values, faults = read(tmp_path, json.dumps([FILES, FILES], indent=indent))
    assert values == []
    assert len(faults) == 1
    assert faults[0].startswith("1: the file is one JSON value; each line holds one JSON object, as `jq -c")


def test_what_cannot_be_written_again_is_refused(tmp_path: Path) -> None:
    values, faults = read(tmp_path, '"\\ud83d\\ude00"\n"\\ud83d"')
    assert values == [(1, "😀")]
    assert faults == ["2: a text has half of a surrogate pair (\\ud800 to \\udfff), which is no character"]


def test_files_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_bytes(b'{"a": "\x97"}')
    faults: list[ImportFault] = []
    assert read_lines(tmp_path / "lines.jsonl", faults) == []
    assert str(faults[0]).endswith("lines.jsonl:1: the file is no UTF-8 text: invalid start byte at byte 7")


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_a_fault(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == ([], ["1: the file is empty; each line holds one JSON object"])


@pytest.mark.parametrize(
    ("model", "content", "complaints"),
    [
        (AnswerLine, {}, ["id is missing", "ground_truth is missing; ground_truth is a list of turns, each a list of"]),
        (AnswerLine, {"id": "", "ground_truth": []}, ["id must not be empty"]),
        (AnswerLine, {"id": 5, "ground_truth": []}, ["id must be text, not 5"]),
        (
            AnswerLine,
            {"id": "a", "ground_truth": [[{"ls": {}}]]},
            ['ground_truth.0.0 must be text, not {"ls": {}}; gr'],
        ),
        (EntryLine, {**FILES, "question": [["hi"]]}, ['question.0.0 must be an object, not "hi"; question is a list']),
        (EntryLine, {**FILES, "initial_config": []}, ["initial_config must be an object, not []; initial_config is"]),
        (EntryLine, {**FILES, "excluded_function": "ls"}, ['excluded_function must be a list, not "ls"']),
        (EntryLine, {**FILES, "id": ["x" * 100]}, ['id must be text, not ["' + "x" * 58 + "…"]),
    ],
)
def test_fields_are_named_with_what_would_be_right(model: Any, content: Any, complaints: list[str]) -> None:
    faults: list[ImportFault] = []
    assert fit(model, content, path=Path("f"), line=7, faults=faults) is None
    assert len(faults) == len(complaints)
    for fault, complaint in zip(faults, complaints, strict=True):
        assert str(fault).startswith(f"f:7: {complaint}")
