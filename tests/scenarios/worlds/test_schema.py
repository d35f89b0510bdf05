"""The subset of JSON Schema for tool parameters."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.worlds.schema import (
    ArgumentError,
    check_arguments,
    check_names,
    check_schema,
    flag,
    parameters,
    real,
    several,
    text,
    whole,
)
from tests.scenarios.strategies import JUNK, valid

SCHEMA = parameters(
    {
        "name": text("A name."),
        "size": text("A size.", enum=("small", "large")),
        "n": whole("A count.", minimum=1, maximum=5),
        "ratio": real("A ratio."),
        "on": flag("A switch."),
        "tags": several("Tags.", text("Tag.")) | {"maxItems": 2},
        "place": {
            "type": "object",
            "properties": {"row": whole("Row.")},
            "required": ["row"],
            "additionalProperties": False,
        },
        "maybe": {"type": ["string", "null"]},
        "extra": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
    optional=("size", "n", "ratio", "on", "tags", "place", "maybe", "extra"),
)


@pytest.mark.parametrize(
    ("arguments", "checked"),
    [
        ({"name": "a"}, {"name": "a"}),
        ({"name": "a", "n": 2.0}, {"name": "a", "n": 2}),
        ({"name": "a", "n": None}, {"name": "a"}),
        ({"name": "a", "maybe": None}, {"name": "a", "maybe": None}),
        ({"name": "a", "ratio": 1}, {"name": "a", "ratio": 1}),
        ({"name": "a", "place": {"row": 3.0}}, {"name": "a", "place": {"row": 3}}),
        ({"name": "a", "extra": {"x": 1}}, {"name": "a", "extra": {"x": 1}}),
    ],
)
def test_arguments_that_fit(arguments: dict[str, Any], checked: dict[str, Any]) -> None:
    assert check_arguments(SCHEMA, arguments) == checked


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "name is missing; required: name"),
        ({"name": None}, "name must be a string, not None"),
        ({"name": 3}, "name must be a string, not 3"),
        ({"name": "a", "size": "huge"}, "size must be one of 'small', 'large', not 'huge'"),
        ({"name": "a", "n": True}, "n must be an integer, not True"),
        ({"name": "a", "n": 2.5}, "n must be an integer, not 2.5"),
        ({"name": "a", "n": 6}, "n must be at most 5, not 6"),
        ({"name": "a", "on": 1}, "on must be a boolean, not 1"),
        ({"name": "a", "tags": ["x", 1]}, "tags[1] must be a string, not 1"),
        ({"name": "a", "tags": ["x", "y", "z"]}, "tags must be at most 2 items, not 3 items"),
        ({"name": "a", "place": {}}, "place.row is missing; required: row"),
        ({"name": "a", "place": {"row": 1, "col": 2}}, "place.col is no argument of this tool; arguments: row"),
        ({"name": "a", "extra": {"x": "y"}}, "extra.x must be an integer, not 'y'"),
        ({"name": {}}, "name must be a string, not an object"),
        ("name", "arguments must be an object, not 'name'"),
    ],
)
def test_arguments_that_do_not(arguments: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        check_arguments(SCHEMA, arguments)
    assert str(raised.value) == message


def test_schemas_outside_the_subset_are_refused() -> None:
    with pytest.raises(ValueError, match=r"parameters.a: keyword 'pattern' is not supported"):
        check_schema(parameters({"a": {"type": "string", "pattern": "x"}}))
    with pytest.raises(ValueError, match=r"parameters: type 'dict' is unknown"):
        check_schema({"type": "dict"})
    with pytest.raises(ValueError, match="required argument 'b' is not among its properties"):
        check_schema({"type": "object", "properties": {}, "required": ["b"]})


FLAT = parameters(
    {"t": text("t"), "n": whole("n", minimum=0, maximum=9), "l": several("l", flag("f"))}, optional=("l",)
)


@given(valid(FLAT, ["x"]))
def test_what_is_drawn_from_a_schema_fits_it_and_checking_again_changes_nothing(arguments: dict[str, Any]) -> None:
    assert check_arguments(FLAT, check_arguments(FLAT, arguments)) == arguments


@given(st.dictionaries(st.sampled_from(["t", "n", "l", "z"]), JUNK))
def test_anything_else_is_a_message_and_no_fault(arguments: dict[str, Any]) -> None:
    try:
        checked = check_arguments(FLAT, arguments)
    except ArgumentError as refusal:
        assert str(refusal)  # noqa: PT017
    else:
        assert {"t", "n"} <= set(checked) <= {"t", "n", "l"}


def test_where_types_do_not_count_names_and_choices_do() -> None:
    fitting = {"name": 7, "n": "many", "place": {"row": ["first"]}, "tags": "x", "on": "yes", "ratio": [2.0]}
    schema = {**SCHEMA, "properties": {**SCHEMA["properties"], "kind": text("K.", enum=("a", "b"))}}
    assert check_names(schema, {**fitting, "kind": "a"}) == {**fitting, "kind": "a"}
    wrong: list[Any] = [{}, [], {**fitting, "kind": "c"}, {**fitting, "place": {"seat": 2}}, {**fitting, "place": 3}]
    for spoilt in wrong:
        with pytest.raises(ArgumentError):
            check_names(schema, spoilt)
    with pytest.raises(ArgumentError):
        check_arguments(SCHEMA, fitting)
