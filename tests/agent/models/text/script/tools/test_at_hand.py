"""Files and folders are found by their whole names, and nothing is made where a folder should be."""

import pytest

from tests.agent.models.text.script.playing import rehearse, said, used


async def test_a_name_that_holds_an_and_is_one_name() -> None:
    play = rehearse("filesystem-07")
    await used(play, "What is in the shared folder?")
    assert await used(play, "Move the old menu into lost and found.") == [
        ("filesystem_mv", {"source": "old menu", "destination": "lost and found"})
    ]


async def test_a_folder_that_is_not_there_is_asked_about_and_not_made() -> None:
    play = rehearse("filesystem-07")
    calls = await used(play, "Move the old menu into the attic.")
    assert [tool for tool, _ in calls] == ["filesystem_ls"]


async def test_where_it_goes_is_asked_for() -> None:
    play = rehearse("filesystem-01")
    assert "folder" in await said(play, "Copy the weekend draft.")
    assert await used(play, "To the folder for the teacher, please.") == [
        ("filesystem_cp", {"source": "weekend draft", "destination": "for the teacher"})
    ]


@pytest.mark.parametrize("day", ["June 26th", "July 1st"])
async def test_the_flight_of_another_day_is_never_cancelled(day: str) -> None:
    play = rehearse("travel-02")
    calls = await used(play, f"Cancel my flight on {day}.")
    assert "travel_cancel_booking" not in [tool for tool, _ in calls]
