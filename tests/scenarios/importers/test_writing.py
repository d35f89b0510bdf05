"""What is written is what the catalogue's reader reads."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.documents import read_document
from scenarios.importers.writing import to_yaml

TRICKY_TEXTS = [
    "on",
    "12:30",
    "2026-05-04",
    "08540",
    "007",
    "1e5",
    "1_000",
    "null",
    "~",
    "",
    " a ",
    "# a",
    "a: b",
    "-\n+",
]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "value",
    [*TRICKY_TEXTS, 1e-7, 1e22, 0.1, -0.0, 5e-324, 10**30, True, None, [], {}],
)
def test_values_come_back(value: Any) -> None:
    found = read_document(to_yaml({"key": value, "list": [value]})).content
    assert repr(found) == repr({"key": value, "list": [value]})


@given(JSON)
def test_documents_come_back(value: Any) -> None:
    assert read_document(to_yaml({"key": value})).content == {"key": value}
