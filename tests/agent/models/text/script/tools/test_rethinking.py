"""Who puts himself right in the same breath gets what was said last, and only that."""

from typing import Any

import pytest

from agent.models.text.script.tools.rethinking import rethought
from tests.agent.models.text.script.playing import rehearse, used


@pytest.mark.parametrize(
    ("text", "first", "instead"),
    [
        ("set the heating to 60 no make it 62", "set the heating to 60", "62"),
        ("Move it to Friday, no wait, Thursday.", "Move it to Friday", "Thursday."),
        ("the kitchen light, I mean the porch light", "the kitchen light", "the porch light"),
        ("Lock both doors. No wait, not the back door!", "Lock both doors, but not the back door!", ""),
        ("Turn off the light.", "Turn off the light.", ""),
        ("No, Friday.", "No, Friday.", ""),
    ],
)
def test_what_is_put_in_place_is_set_apart(text: str, first: str, instead: str) -> None:
    assert rethought(text) == (first, instead)


@pytest.mark.parametrize(
    ("name", "text", "calls"),
    [
        (
            "smart-home-01",
            "Set the heating to 60, no, make it 62.",
            [("smart_home_set_thermostat", {"thermostat": "heating", "degrees": 62})],
        ),
        (
            "smart-home-01",
            "Lock the back door, no sorry, the front door.",
            [("smart_home_set_lock", {"door": "front_door", "locked": True})],
        ),
        (
            "smart-home-01",
            "Turn on the reading lamp. Actually no, turn on the coffee machine.",
            [("smart_home_set_plug", {"plug": "coffee_machine", "on": True})],
        ),
        (
            "calendar-01",
            "Move the dentist to Wednesday, no, Thursday at a quarter past four.",
            [("calendar_move_entry", {"entry": "entry-2", "day": "2026-06-11", "start": "16:15"})],
        ),
        (
            "shopping-01",
            "Add three bags of house blend, no wait, two.",
            [("shopping_add_to_basket", {"product": "house_blend", "quantity": 2})],
        ),
    ],
)
async def test_only_what_was_said_last_is_done(name: str, text: str, calls: list[tuple[str, dict[str, Any]]]) -> None:
    happened = await used(rehearse(name), text)
    assert [call for call in happened if any(part in call[0] for part in ("set", "move", "add"))] == calls


async def test_a_look_is_put_right_by_another_look() -> None:
    rehearsal = rehearse("calendar-01")
    await rehearsal.say("Add pharmacy on Thursday at 5:15 pm.")
    await rehearsal.say("What's on Thursday?")
    assert await used(rehearsal, "No, I meant Friday.") == [("calendar_list_entries", {"day": "2026-06-12"})]
