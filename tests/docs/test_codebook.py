"""The codebook names what there is, and nothing else: tables, columns, events, fields, levels of the scales."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from scenarios.events import Anchor, Event, EventBase, StepStatus, Verification, Violation
from server.study_file import InstrumentText
from server.tables import Table
from tests.support.livekit_server import REPOSITORY

Rows = dict[str, list[str]]  # a table's lines, by the name in their first cell

EVENTS: Mapping[str, type[BaseModel]] = {
    model.model_fields["type"].default: model for model in get_args(get_args(Event)[0])
}
PARTS: Mapping[str, type[BaseModel]] = {model.__name__: model for model in (Verification, StepStatus, Violation)}
TABLES: Mapping[str, type[Table]] = {str(model.__tablename__): model for model in Table.__subclasses__()}
WORDS = {bool: "yes/no", int: "whole number", float: "number", str: "text", datetime: "time", Any: "any or none"}


def chapters(text: str, level: int) -> dict[str, str]:
    """What stands under each heading of a level."""
    pieces = re.split(rf"^{'#' * level} (.+)$", text, flags=re.MULTILINE)
    return {name.strip("`"): body for name, body in zip(pieces[1::2], pieces[2::2], strict=True)}


def rows(text: str) -> Rows:
    """The lines of the first table in a text, without its head."""
    table = re.search(r"^\|.+?(?=\n\n|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert table is not None, text
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[0].splitlines()[2:]]
    return {line[0].strip("| `"): line[1:] for line in cells}


BOOK = chapters((REPOSITORY / "docs/codebook.md").read_text(encoding="utf-8"), 2)
INSTRUMENT = InstrumentText.model_validate(
    yaml.safe_load((REPOSITORY / "server/studies/rehearsal.yaml").read_text(encoding="utf-8"))["instrument"]
)


def type_in_words(annotation: Any) -> str:
    """How the codebook calls a type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return type_in_words(arguments[0])
    if origin in (Union, UnionType):
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return f"{type_in_words(inner)} or none"
    if origin is Literal:
        return "one of"
    if origin in (dict, tuple, list):
        return "object" if origin is dict else "list"
    return WORDS.get(annotation) or f"`{annotation.__name__}`"


def levels(annotation: Any) -> list[str]:
    """The words of a Literal."""
    return [f"`{word}`" for word in get_args(annotation)] if get_origin(annotation) is Literal else []


def check_fields(text: str, fields: Mapping[str, Any]) -> None:
    """A table has a line for each field, in order, with its type, its levels and a meaning."""
    found = rows(text)
    assert list(found) == list(fields)
    for name, annotation in fields.items():
        kind, meaning = found[name]
        assert kind.partition(":")[0] == type_in_words(annotation), name
        assert re.findall(r"`\w+`", kind.partition(":")[2]) == levels(annotation) or not levels(annotation), name
        assert meaning, name


def own_fields(model: type[BaseModel]) -> dict[str, Any]:
    """The fields that not every event has."""
    common = {*EventBase.model_fields, "type"} if issubclass(model, EventBase) else set[str]()
    return {name: field.annotation for name, field in model.model_fields.items() if name not in common}


def test_every_table_is_there_and_no_other() -> None:
    assert set(chapters(BOOK["Tables"], 3)) == set(TABLES) == set(Table.metadata.tables)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_column_is_there_and_no_other(name: str) -> None:
    found = rows(chapters(BOOK["Tables"], 3)[name])
    columns = Table.metadata.tables[name].columns
    assert list(found) == [column.name for column in columns]
    for column in columns:
        kind, meaning = found[column.name]
        words = type_in_words(TABLES[name].model_fields[column.name].annotation).removesuffix(" or none")
        assert kind.partition(":")[0] == words + (" or none" if column.nullable else ""), column.name
        assert meaning, column.name


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_level_that_a_column_is_held_to_is_there(name: str) -> None:
    found = rows(chapters(BOOK["Tables"], 3)[name])
    for constraint in Table.metadata.tables[name].constraints:
        column, is_list, allowed = str(getattr(constraint, "sqltext", "")).partition(" IN ")
        if is_list:
            told = re.findall(r"`(\w+)`", found[column][0])
            assert told == re.findall(r"'(\w+)'", allowed), column


def test_every_event_is_there_and_no_other() -> None:
    assert list(chapters(BOOK["Events"], 3)) == ["every event", *EVENTS]


def test_the_fields_of_every_event_are_there() -> None:
    common = {name: field.annotation for name, field in EventBase.model_fields.items()}
    check_fields(chapters(BOOK["Events"], 3)["every event"], common)


@pytest.mark.parametrize("name", EVENTS)
def test_every_field_of_an_event_is_there_and_no_other(name: str) -> None:
    check_fields(chapters(BOOK["Events"], 3)[name], own_fields(EVENTS[name]))


@pytest.mark.parametrize("name", PARTS)
def test_every_field_of_a_verification_s_parts_is_there(name: str) -> None:
    parts = chapters(BOOK["Events"], 4)
    assert list(parts) == list(PARTS)
    check_fields(parts[name], own_fields(PARTS[name]))


def test_the_anchors_are_there_in_their_order() -> None:
    latency = chapters(BOOK["Events"], 3)["latency"]
    assert list(rows(latency.partition("The anchors")[2])) == list(get_args(Anchor))


def test_the_scales_are_there_in_the_page_s_own_words() -> None:
    told = chapters(BOOK["Ratings"], 3)
    assert list(told) == [scale.id for scale in INSTRUMENT.scales]
    for scale in INSTRUMENT.scales:
        assert f"**{scale.name}**: {scale.question}" in told[scale.id]
        expected = {str(level.value): [level.name, level.description] for level in scale.levels}
        assert rows(told[scale.id]) == expected


def test_what_else_the_page_says_is_there() -> None:
    told = BOOK["Ratings"]
    for words in (INSTRUMENT.guidance_title, *INSTRUMENT.guidance, INSTRUMENT.feedback_prompt):
        assert words in told
    assert all(question in told for question in INSTRUMENT.audio_feedback_questions)
    assert f"at least {INSTRUMENT.feedback_min_chars} characters" in " ".join(told.split())
    assert f"at most {INSTRUMENT.audio_feedback_max_s} seconds" in " ".join(told.split())
