from typing import Any

import pytest

from agent.models.base import ToolSpec
from agent.models.text.script.tools.toolview import view_tools


def spec(name: str, properties: dict[str, Any] | None = None, description: str = "") -> ToolSpec:
    properties = properties or {}
    return ToolSpec(name, description, {"type": "object", "properties": properties, "required": list(properties)})


@pytest.mark.parametrize(
    ("name", "schema", "kind"),
    [
        ("day", {"type": "string", "description": "The day as YYYY-MM-DD."}, "day"),
        ("start", {"type": "string", "description": "The time as HH:MM."}, "time"),
        ("at", {"type": "string", "description": "YYYY-MM-DD HH:MM"}, "moment"),
        ("minutes", {"type": "integer", "description": "How long."}, "duration"),
        ("quantity", {"type": "integer", "description": "How many."}, "number"),
        ("on", {"type": "boolean", "description": "True for on, false for off."}, "flag"),
        ("kind", {"type": "string", "enum": ["a", "b"]}, "choice"),
        ("product", {"type": "string", "description": "The product's id or name."}, "reference"),
        ("receiver", {"type": "string", "description": "Who gets it."}, "reference"),
        ("people", {"type": "array", "description": "The names of the people.", "items": {}}, "names"),
        ("hashtags", {"type": "array", "description": "Without the sign.", "items": {}}, "tags"),
        ("words", {"type": "string", "description": "What to look for."}, "query"),
        ("title", {"type": "string", "description": "What it is called."}, "title"),
        ("message", {"type": "string", "description": "The text."}, "body"),
        ("room", {"type": "string", "description": "Only this room."}, "text"),
    ],
)
def test_arguments_are_known_by_name_description_and_type(name: str, schema: dict[str, Any], kind: str) -> None:
    (view,) = view_tools([spec("do_it", {name: schema})])
    assert view.params[0].kind == kind


def test_what_all_tools_share_in_their_names_says_nothing() -> None:
    views = view_tools([spec("smart_home_set_light"), spec("smart_home_list_devices"), spec("web_search")])
    assert [view.short for view in views] == [("set", "light"), ("list", "devices")]
    assert [view.reads for view in views] == [False, True]


def test_switch_words_come_from_the_description() -> None:
    locked = {"type": "boolean", "description": "True to lock, false to unlock."}
    (view,) = view_tools([spec("set_lock", {"locked": locked}, "Lock or unlock a door.")])
    assert view.params[0].flags == {"lock": True, "unlock": False}
    assert {"lock", "unlock"} <= view.verbs
