"""What was done last is taken back with a tool that can, and never by doing something else."""

from typing import Any

import pytest

from agent.models.text.script.tools.undoing import takes_back
from tests.agent.models.text.script.playing import rehearse, said, used


@pytest.mark.parametrize(
    ("name", "sentences", "undo", "calls"),
    [
        (
            "calendar-01",
            ["Move the dentist to Thursday at three."],
            "Actually, cancel that.",
            [("calendar_move_entry", {"entry": "entry-2", "day": "2026-06-10", "start": "09:30"})],
        ),
        (
            "calendar-01",
            ["Add pharmacy on Thursday at 5:15 pm."],
            "Actually cancel that.",
            [("calendar_cancel_entry", {"entry": "entry-6"})],
        ),
        (
            "smart-home-01",
            ["Set the heating to 60 degrees."],
            "No wait, put it back how it was.",
            [("smart_home_set_thermostat", {"thermostat": "heating", "degrees": 70})],
        ),
        (
            "smart-home-01",
            ["Lock both doors."],
            "Undo that, please.",
            [
                ("smart_home_set_lock", {"door": "back_door", "locked": False}),
                ("smart_home_set_lock", {"door": "front_door", "locked": False}),
            ],
        ),
        (
            "shopping-04",
            ["What's in my basket?", "Add two rye breads."],
            "Forget that.",
            [("shopping_set_quantity", {"product": "rye_bread", "quantity": 1})],
        ),
        (
            "shopping-04",
            ["What's in my basket?", "Remove the rye bread."],
            "Undo that.",
            [("shopping_add_to_basket", {"product": "rye_bread", "quantity": 1})],
        ),
        (
            "jobs-01",
            ["Apply for the library helper."],
            "Oh, take that back.",
            [("jobs_withdraw_application", {"application": "application-1"})],
        ),
        (
            "messaging-02",
            ["Tell Ayo that we meet at the north gate."],
            "Wait, cancel that.",
            [("messaging_delete_message", {"receiver_id": "USR005"})],
        ),
        (
            "filesystem-06",
            ["Rename sunrise to holiday Lisbon."],
            "Undo that.",
            [("filesystem_mv", {"source": "holiday Lisbon", "destination": "sunrise"})],
        ),
    ],
)
async def test_what_was_done_is_taken_back(
    name: str, sentences: list[str], undo: str, calls: list[tuple[str, dict[str, Any]]]
) -> None:
    rehearsal = rehearse(name)
    for sentence in sentences:
        await rehearsal.say(sentence)
    assert await used(rehearsal, undo) == calls


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("calendar-01", "Cancel the school run."), ("smart-home-01", "Turn off all the lights.")],
)
async def test_what_cannot_be_taken_back_is_said_so(name: str, sentence: str) -> None:
    rehearsal = rehearse(name)
    await rehearsal.say(sentence)
    answer = await said(rehearsal, "Undo that.")
    assert "take that back" in answer or "no way to undo" in answer


async def test_what_was_only_looked_at_is_meant_by_itself() -> None:
    rehearsal = rehearse("calendar-01")
    await rehearsal.say("When is the dentist?")
    assert await used(rehearsal, "Actually cancel that.") == [("calendar_cancel_entry", {"entry": "entry-2"})]


@pytest.mark.parametrize("text", ["Cancel it.", "Cancel the dentist.", "Undo the dentist.", "Forget the milk.", "No."])
def test_other_words_take_nothing_back(text: str) -> None:
    assert not takes_back(text)
