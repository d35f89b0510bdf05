"""What is to be left alone is left alone, and what is said of it is what the tools have told."""

import pytest

from agent.models.text.script.tools.requests import split_requests
from tests.agent.models.text.script.playing import rehearse, said, used

OFF = {"kitchen_light", "hallway_light", "porch_light", "reading_lamp"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Turn off all the lights but not the reading lamp.", {"reading_lamp"}),
        ("turn off all the lights not the reading lamp", {"reading_lamp"}),
        ("Turn off all the lights, except the reading lamp and the porch light.", {"reading_lamp", "porch_light"}),
        ("Switch off all lights apart from the one in the kitchen please.", {"kitchen_light"}),
        ("Switch every light off except for the porch.", {"porch_light"}),
        ("All the lights off but the hallway light, please.", {"hallway_light"}),
        ("Leave the reading lamp on and turn off the other lights.", {"reading_lamp"}),
        (
            "Leave the porch light and the kitchen light on, turn all the others off",
            {"porch_light", "kitchen_light"},
        ),
        ("Turn off all the lights. Don't touch the reading lamp.", {"reading_lamp"}),
    ],
)
async def test_lights_that_are_left_out_are_not_switched(text: str, left: set[str]) -> None:
    calls = await used(rehearse("smart-home-01"), text)
    assert {arguments["light"] for tool, arguments in calls if tool == "smart_home_set_light"} == OFF - left
    assert "smart_home_set_all_lights" not in {tool for tool, _ in calls}


async def test_what_stays_is_told_as_the_tools_have_told_it() -> None:
    answer = await said(rehearse("smart-home-01"), "Turn off all the lights but not the reading lamp.")
    assert answer.endswith(
        "I turned off the kitchen light, the hallway light and the porch light. The reading lamp stays on."
    )


async def test_what_is_left_out_and_not_there_changes_nothing() -> None:
    rehearsal = rehearse("smart-home-01")
    answer = await said(rehearsal, "Turn off all the lights except the chandelier.")
    assert "chandelier" in answer
    assert "I changed nothing" in answer
    assert await used(rehearsal, "Turn off the lights but not the chandelier in the living room.") == []


async def test_a_light_that_was_meant_to_stay_on_is_switched_on_again() -> None:
    rehearsal = rehearse("smart-home-01")
    await rehearsal.say("Turn off all the lights.")
    assert await used(rehearsal, "Oh, but leave the porch light on.") == [
        ("smart_home_set_light", {"light": "porch_light", "on": True})
    ]


async def test_all_of_a_day_but_one_is_seen_before_it_is_cancelled() -> None:
    assert await used(rehearse("calendar-01"), "Cancel everything on Thursday except the school run.") == [
        ("calendar_list_entries", {"day": "2026-06-11"}),
        ("calendar_cancel_entry", {"entry": "entry-4"}),
    ]


async def test_all_but_some_that_were_listed() -> None:
    rehearsal = rehearse("social-03")
    await rehearsal.say("Who do I follow?")
    calls = await used(rehearsal, "Unfollow all of them but Hugo and Rosalind and the pottery club and mystery fan.")
    assert [arguments["username_to_unfollow"] for _, arguments in calls] == ["couponking", "beachdreams"]


async def test_those_of_one_name_are_told_apart_by_their_days() -> None:
    answer = await said(rehearse("calendar-02"), "Cancel all choir evenings except the one on the 24th.")
    assert "the choir on Wednesday, June 17th" in answer
    assert "The choir on Wednesday, June 24th stays" in answer


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Like all the posts, but not the one by Brook.", ["the one by brook"]),
        ("I want all of the files removed apart from the passport.", ["the passport"]),
        ("Check everything but quickly, then lock the door.", ["quickly"]),
        ("Turn off everything but please lock the door.", []),
        ("Add it, but not yet.", []),
        ("Not the reading lamp, the porch light.", ["the reading lamp"]),
    ],
)
def test_what_is_left_out_is_set_apart(text: str, left_out: list[str]) -> None:
    assert [" ".join(request.words) for request in split_requests(text) if request.spares] == left_out


@pytest.mark.parametrize("left_out", ["what Priya owns", "Priya's files", "those that are Priya's"])
async def test_nothing_is_removed_where_it_is_not_told_what_is_left_out(left_out: str) -> None:
    rehearsal = rehearse("filesystem-07")
    await rehearsal.say("What is in the shared folder?")
    assert await used(rehearsal, f"Delete everything except {left_out}.") == []
