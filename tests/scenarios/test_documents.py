"""YAML as scenario files use it."""

import pytest

from scenarios.documents import DocumentError, read_document


def test_only_the_types_of_json_are_read() -> None:
    text = (
        "{a: off, b: 15:30, c: 2026-06-11, d: 1, e: 1.5, f: true, g: null, h: ~, i: yes, j: 0o7, k: -3, l: '1', m: 1e3}"
    )
    assert read_document(text).content == {
        "a": "off", "b": "15:30", "c": "2026-06-11", "d": 1, "e": 1.5, "f": True, "g": None, "h": None, "i": "yes",
        "j": "0o7", "k": -3, "l": "1", "m": "1e3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' is given twice"),
        ("a:\n  - {b: 1, b: 2}\n", 2, "'b' is given twice"),
        ("a: [1\n", 2, "no valid YAML"),
        ("a: !!python/object:os.system {}\n", 1, "no valid YAML"),
        ("a: 1\n---\nb: 2\n", 2, "no valid YAML"),
        ("a: \0b\n", 1, "no valid YAML: unacceptable character #x0000: control characters are not allowed in"),
        ("a: 1\nb: &x [*x]\n", 2, r"\*x stands for another value; write the value itself"),
        ("a:\n  " + "[" * 100_000, 2, "nested more than 200 deep"),
        ("- " * 100_000, 1, "nested more than 200 deep"),
        ("".join(" " * depth + "a:\n" for depth in range(300)), 201, "nested more than 200 deep"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as raised:
        read_document(text)
    assert raised.value.line == line


def test_values_are_located() -> None:
    document = read_document("a:\n  b:\n    - x\n    - {c: 1}\n")
    assert document.locate(("a", "b", 1, "c")) == ("a.b[1].c", 4)
    assert document.locate(("a", "a_tag", "b", 0)) == ("a.b[0]", 3)
    assert document.locate(("a", "missing")) == ("a", 2)
    assert read_document("").locate(("a",)) == ("", 1)
