"""What was not said is not done: neither by a likeness, nor over and over, nor to more than what was named."""

import pytest

from tests.agent.models.text.script.playing import rehearse, said, used


async def test_what_must_come_first_is_asked_for_and_not_tried_over_and_over() -> None:
    rehearsal = rehearse("messaging-04")
    await rehearsal.say("Hello, I'd like to sign in.")
    happened = await rehearsal.say("Which plumber did Esther recommend to me?")
    assert isinstance(happened[-1], str)
    assert len(happened) <= 3


async def test_a_question_puts_nothing_right() -> None:
    rehearsal = rehearse("shopping-05")
    await rehearsal.say("Put a pack of sticky notes in my basket.")
    calls = await used(rehearsal, "Actually, is there printer paper in it?")
    assert not {tool for tool, _ in calls} & {"shopping_set_quantity", "shopping_add_to_basket"}


async def test_not_everybody_is_meant_where_a_clause_says_who() -> None:
    rehearsal = rehearse("social-03")
    await rehearsal.say("Who do I follow?")
    assert await used(rehearsal, "Unfollow everybody who has no posts.") == []


async def test_nothing_is_booked_where_something_is_to_be_cancelled() -> None:
    rehearsal = rehearse("travel-02")
    await rehearsal.say("Which flights do I have?")
    await rehearsal.say(
        "Book a flight from San Francisco to Los Angeles on June 27th in economy with the company card."
    )
    assert await used(rehearsal, "Now cancel the one on June 25th and leave the others.") == [
        ("travel_cancel_booking", {"booking_id": "bk-1002"})
    ]


async def test_a_new_entry_has_its_own_name() -> None:
    rehearsal = rehearse("calendar-04")
    await rehearsal.say("Add the vet tomorrow at ten past nine in the morning.")
    ((_, arguments),) = await used(rehearsal, "And on Friday at noon, fetch the cake.")
    assert arguments["title"] == "Fetch the cake"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("shopping-04", "Order it with express delivery.", "delivery called express"),
        (
            "travel-03",
            "Book a flight from Chicago to Boston on November 7th in economy with the platinum card.",
            "card called platinum",
        ),
    ],
)
async def test_a_kind_that_is_not_there_is_asked_about(name: str, text: str, kind: str) -> None:
    assert kind in await said(rehearse(name), text)


async def test_what_is_exchanged_is_the_product_and_not_the_order() -> None:
    answer = await said(
        rehearse("shopping-02"), "Exchange the narrow walking shoes in last week's order for the wide ones, one pair."
    )
    assert "I exchanged the walking shoes, narrow for the walking shoes, wide." in answer
