"""Arguments as people type them."""

from typing import Any

import pytest

from scenarios.typed import arguments_help, read_arguments
from scenarios.worlds.schema import flag, parameters, several, text, whole

SCHEMA = parameters(
    {
        "start": text("When."),
        "minutes": whole("How long."),
        "people": several("Who.", {"type": "string"}),
        "mode": text("How.", enum=("on", "off")),
        "open": flag("Whether."),
    },
    optional=("minutes", "people", "mode", "open"),
)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("start=330", "330"),
        ('start="330"', "330"),
        ("start=true", "true"),
        ("start=null", None),
        ("start=a=b", "a=b"),
        ("minutes=330", 330),
        ("minutes=half", "half"),
        ("people=Owen", ["Owen"]),
        ("people=Owen, Priya", ["Owen", "Priya"]),
        ('people=["Owen"]', ["Owen"]),
        ("open=true", True),
        ("other=330", 330),
    ],
)
def test_values_are_read_as_the_tool_wants_them(said: str, value: Any) -> None:
    assert list(read_arguments([said], SCHEMA).values()) == [value]


def test_a_word_without_a_key_is_named() -> None:
    with pytest.raises(ValueError, match="'Thursday' is no key=value"):
        read_arguments(["day=Monday", "Thursday"], SCHEMA)


@pytest.mark.parametrize(
    ("words", "message"),
    [(["=x"], "'=x' is no key=value"), (["day=Monday", "day=Friday"], "'day' is given 2 times; give it once")],
)
def test_every_key_is_there_once(words: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_arguments(words, SCHEMA)


def test_help_tells_every_argument() -> None:
    assert arguments_help("add", "Add it.", SCHEMA).splitlines() == [
        "add: Add it.",
        "  start (string): When.",
        "  minutes (integer, optional): How long.",
        "  people (array, separated by commas or as JSON, optional): Who.",
        "  mode ('on' or 'off', optional): How.",
        "  open (boolean, optional): Whether.",
    ]
    assert arguments_help("list", "List.", parameters()).endswith("  no arguments")
