"""What is wrong with the form of a scenario document, all of it at once, in the words of its author.

A field that is not part of the format hides nothing: without it, the rest of the document is looked at as well.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from scenarios.canonical import copy_json
from scenarios.card import Category
from scenarios.checks import Fault, Loc, faults_of
from scenarios.form_words import in_words
from scenarios.near import nearest
from scenarios.scenario import SCENARIO, GoalOriented, OpenChat, ToolCalling

CATEGORIES = tuple((category,) for category in get_args(Category))  # what the place of an error begins with
UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060\\u2066-\\u2069\\ufeff]"
)
TOLD_ABOVE = (("card", "title"), ("card", "category"))  # a card takes them from the scenario, where they are missed


def read_form(content: Any) -> tuple[OpenChat | GoalOriented | ToolCalling | None, list[Fault]]:
    """The scenario in a document, or None and everything that is wrong with it."""
    if not isinstance(content, dict):
        return None, [Fault((), _no_scenario(content))]
    imported = content.get("mode") == "bfcl"  # its texts are its authors', to the letter
    unseen = [] if imported else list(_unseen(content, ()))
    if unseen:
        return None, unseen
    try:
        scenario = SCENARIO.validate_python(content)
    except ValidationError as error:
        parts = error.errors()
        unknown = [part for part in parts if part["type"] == "extra_forbidden"]
        found = list(_told(parts))
        if len(unknown) == len(parts):
            found += read_form(_without(content, [part["loc"] for part in unknown]))[1]
        return None, found
    found = faults_of(scenario)
    return (None if found else scenario), found


def _unseen(node: Any, place: Loc) -> Iterator[Fault]:
    """Every text with a character that nobody sees and that hides, turns round or cuts what stands beside it."""
    if isinstance(node, str) and (found := UNSEEN.search(node)):
        yield Fault(place, f"holds the unseen character U+{ord(found[0]):04X}; take it out")
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from (Fault((*place, key), fault.message) for fault in _unseen(key, place))
            yield from _unseen(item, (*place, key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _unseen(item, (*place, index))


def _no_scenario(content: Any) -> str:
    if content is None:
        return "the file holds no scenario; `parley scenarios new DOMAIN` writes one to start from"
    kind = "a list" if isinstance(content, list) else repr(content)
    return f"a scenario is fields, each as `name: value`, not {kind}; see `parley scenarios schema`"


def _told(parts: Sequence[Any]) -> Iterator[Fault]:
    """One fault for each error; a field that is missing is not told where another one was meant to be it."""
    schema = SCENARIO.json_schema()
    unknown = [part["loc"] for part in parts if part["type"] == "extra_forbidden"]
    for part in parts:
        loc: Loc = tuple(part["loc"])
        if part["type"] == "missing":
            beside = [str(other[-1]) for other in unknown if other[:-1] == loc[:-1]]
            if loc[-2:] in TOLD_ABOVE or nearest(str(loc[-1]), beside):
                continue
        yield Fault(loc[1:] if loc[:1] in CATEGORIES else loc, in_words(part, schema))


def _without(content: dict[str, Any], places: Sequence[Sequence[str | int]]) -> dict[str, Any]:
    """A copy without the fields at some places; parts of a place that the document does not have are skipped."""
    copied: dict[str, Any] = copy_json(content)
    for place in places:
        node: Any = copied
        for part in place[:-1]:
            node = node[part] if _has(node, part) else node
        if isinstance(node, dict):
            node.pop(place[-1], None)
    return copied


def _has(node: Any, part: str | int) -> bool:
    if isinstance(node, dict):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)
