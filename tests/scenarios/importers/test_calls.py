"""Call strings are read as data; whatever else they hold is refused."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scenarios.importers.calls import CallError, read_call

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("source", "function", "arguments"),
    [
        ("ls()", "ls", {}),
        (" ls(a=True) ", "ls", {"a": True}),
        ("mv('a b.txt', destination=\"it's\")", "mv", {"x": "a b.txt", "destination": "it's"}),
        ("World.add(1, -2.5)", "add", {"x": 1, "y": -2.5}),
        ("f(x=[1, 'a', None], y={'k': (True, +3)})", "f", {"x": [1, "a", None], "y": {"k": [True, 3]}}),
        ("f(x='a' 'b\\n')", "f", {"x": "ab\n"}),
        ("f('a\nb')", "f", {"x": "a\nb"}),
        ("f(\n  1,\n  y=[\n    2,\n  ],\n)", "f", {"x": 1, "y": [2]}),
        ("f(x='#1')  # the first", "f", {"x": "#1"}),
        ("f(1);", "f", {"x": 1}),
        ("f(x='\\d+', y='it\\'s \"so\"')", "f", {"x": "\\d+", "y": 'it\'s "so"'}),
        ("f('“Grüße” 🌱', y=-1_000)", "f", {"x": "“Grüße” 🌱", "y": -1000}),
    ],
)
def test_literals_are_read(source: str, function: str, arguments: dict[str, Any]) -> None:
    call = read_call(source)
    assert call.function == function
    assert call.arguments(["x", "y"]) == arguments


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("cd", "write function(name=value)"),
        ("cd(", "write function(name=value)"),
        ("a = f()", "write function(name=value)"),
        ("f(); g()", "write function(name=value)"),
        ("f(x=g())", "'g()' is no literal"),
        ("f(x=y)", "'y' is no literal"),
        ("f(x=1 + 2)", "'1 + 2' is no literal"),
        ("f(x=-'a')", "is no literal"),
        ("f(x=-True)", "is no literal"),
        ("f(x=b'a')", "is no literal"),
        ("f(x=1j)", "is no literal"),
        ("f(x={1: 2})", "is no literal"),
        ("f(x={**y})", "is no literal"),
        ("f(*x)", "is no literal"),
        ("f(**x)", "write each as name=value"),
        ("f(x=f'{y}')", "is no literal"),
        ("a.b.c()", "no function's name"),
        ("__import__('os').system('true')", "no function's name"),
        ("f()()", "no function's name"),
        ("f(x=1, x=2)", "gives 'x' twice"),
        ("f(x=-1e400)", "too large for JSON"),
        ("f(x=['\\ud800'])", "half of a surrogate pair"),
        ("(" * 5000, "write function(name=value)"),
    ],
)
def test_anything_else_is_refused(source: str, words: str) -> None:
    with pytest.raises(CallError) as refusal:
        read_call(source)
    assert words in str(refusal.value)


def test_positions_must_fit_the_function() -> None:
    with pytest.raises(CallError, match="at most 1 arguments, not 2"):
        read_call("f(1, 2)").arguments(["x"])
    with pytest.raises(CallError, match="'x' twice"):
        read_call("f(1, x=2)").arguments(["x"])


@settings(max_examples=100)
@given(first=VALUES, second=VALUES)
def test_what_python_writes_is_read_back(first: Any, second: Any) -> None:
    call = read_call(f"  f( {first!r},y = {second!r} )  # {first!a}")
    assert call.function == "f"
    assert call.arguments(["x", "y"]) == {"x": first, "y": second}


@settings(max_examples=100)
@given(source=st.text() | st.text("f()[]{}'\"\\,=#1-x \n"))
@example(source="f('\x00')")
@example(source="f(" + "9" * 5000 + ")")
def test_no_source_does_anything_else_than_be_read_or_refused(source: str) -> None:
    refused = ""
    try:
        read_call(source)
    except CallError as refusal:
        refused = str(refusal)
    assert "\n" not in refused
