"""Short words that lean on what went before: tried again, looked up for another, asked of several."""

from typing import Any

import pytest

from tests.agent.models.text.script.playing import rehearse, used

FARE = "Book a flight from San Francisco to Los Angeles on June 26th in economy with the company card."


@pytest.mark.parametrize(
    ("name", "before", "text", "call"),
    [
        ("travel-02", FARE, "Okay, then on the 27th.", ("travel_book_flight", {"travel_date": "2026-06-27"})),
        (
            "travel-06",
            "Which airport is nearest to Fox Landing?",
            "And Merrow Bay?",
            ("travel_get_nearest_airport_by_city", {"location": "Merrow Bay"}),
        ),
        ("travel-02", "Hello.", "My bookings, please.", ("travel_get_booking_history", {})),
    ],
)
async def test_what_is_left_out_is_what_was_said_before(
    name: str, before: str, text: str, call: tuple[str, dict[str, Any]]
) -> None:
    rehearsal = rehearse(name)
    await rehearsal.say(before)
    tool, arguments = (await used(rehearsal, text))[-1]
    assert tool == call[0]
    assert arguments.items() >= call[1].items()


async def test_two_people_are_told_the_same() -> None:
    calls = await used(rehearse("messaging-02"), "Tell Marguerite and Ayo that we meet at the north gate.")
    assert [(a["receiver_id"], a["message"]) for t, a in calls if t == "messaging_send_message"] == [
        ("USR004", "We meet at the north gate"),
        ("USR005", "We meet at the north gate"),
    ]


async def test_what_shall_be_compared_is_looked_at_one_by_one() -> None:
    calls = await used(rehearse("jobs-04"), "Compare the bus driver and the lab assistant.")
    assert [arguments for tool, arguments in calls if tool == "jobs_get_job"] == [{"job": "bus"}, {"job": "lab"}]
