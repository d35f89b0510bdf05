"""Questions that compare, add up, count or narrow down are answered from what the tools told, or honestly not."""

import pytest

from tests.agent.models.text.script.playing import rehearse, said, used

INVOICES = ["Show me my flights.", "The invoice of the flight on April 8th, please.", "And of the one on April 10th."]
FARES = [
    "What does a flight from Chicago to Boston cost on October 11th in economy?",
    "And on the tenth?",
    "And on October ninth?",
]
SPACE = ["What do you have about space?"]
WORDS = ["How many words does the Monday draft have?", "And the Thursday draft?", "And the weekend draft?"]
JOBS = ["Tell me about the library helper.", "And the kitchen hand?"]
MONDAY = ["What's on Monday next week?"]


@pytest.mark.parametrize(
    ("name", "before", "question", "answer"),
    [
        ("travel-08", INVOICES, "Which of the two cost more?", "April 10th: $248, against $215."),
        ("travel-08", INVOICES, "What do they come to together?", "Together that's $463 for both."),
        ("travel-08", INVOICES, "Which of my flights was the most expensive?", "May 13th: $410."),
        (
            "travel-08",
            INVOICES,
            "Which of the two was dearer, and what do they come to together?",
            "April 10th: $248, against $215. Together that's $463 for both.",
        ),
        ("travel-01", FARES, "Which day is the cheapest?", "Sunday, October 11th: $189."),
        ("shopping-03", SPACE, "Which is the cheapest?", "Planet puzzle: $18.90."),
        ("shopping-03", SPACE, "How much are they all together?", "Together that's $134.20 for all five."),
        (
            "shopping-03",
            SPACE,
            "Anything under twenty dollars?",
            "Under $20, there's Planet puzzle for $18.90.",
        ),
        ("filesystem-01", WORDS, "Which one is the longest?", "The weekend draft: 47 words."),
        ("filesystem-01", WORDS, "How many words altogether?", "Together that's 106 words for all three."),
        ("jobs-01", JOBS, "Which is nearer?", "Library helper: 20 minutes away, against 25 minutes away."),
        ("jobs-01", JOBS, "Which of the two pays better?", "$18.40 an hour, against $17.60 an hour."),
        ("calendar-05", MONDAY, "Is there anything before noon?", "there's Team round from 9:30 to 10:30 AM."),
        ("calendar-05", MONDAY, "Anything after two?", "No, there's nothing after 2 PM."),
        ("calendar-05", [], "What's the earliest on Tuesday next week?", "Tidy the inbox: 10 AM, against 12:30 PM."),
        ("smart-home-01", [], "How many lights are on?", "Three. The reading lamp, the kitchen light and the porch"),
    ],
)
async def test_what_was_told_is_compared(name: str, before: list[str], question: str, answer: str) -> None:
    rehearsal = rehearse(name)
    for sentence in before:
        await rehearsal.say(sentence)
    assert answer in await said(rehearsal, question)


@pytest.mark.parametrize(
    ("name", "before", "question"),
    [
        ("travel-08", INVOICES, "Do I have any flight before noon?"),
        ("jobs-01", JOBS, "Which is the cheapest?"),
        ("shopping-03", SPACE, "Which of them is the nearest?"),
        ("shopping-03", [], "Which one is the cheapest?"),
    ],
)
async def test_what_was_not_told_is_not_guessed(name: str, before: list[str], question: str) -> None:
    rehearsal = rehearse(name)
    for sentence in before:
        await rehearsal.say(sentence)
    answer = await said(rehearsal, question)
    assert "can't tell" in answer or "doesn't show" in answer


async def test_the_day_that_was_found_best_is_meant_from_then_on() -> None:
    rehearsal = rehearse("travel-01")
    for sentence in (*FARES, "Which day is the cheapest?"):
        await rehearsal.say(sentence)
    (booked,) = [a for t, a in await used(rehearsal, "Book it with the green card.") if t == "travel_book_flight"]
    assert booked["travel_date"] == "2026-10-11"


async def test_the_dearer_one_is_that_of_the_two() -> None:
    rehearsal = rehearse("travel-08")
    for sentence in INVOICES:
        await rehearsal.say(sentence)
    calls = await used(rehearsal, "Please ask support for a paper invoice for the dearer one.")
    assert [arguments["booking_id"] for _, arguments in calls] == ["bk-1002"]


async def test_what_comes_back_is_added_up_and_exchanged() -> None:
    rehearsal = rehearse("travel-07")
    for sentence in ("Please cancel the flight on November 20th.", "And the one on November 23rd."):
        await rehearsal.say(sentence)
    assert await said(rehearsal, "How much comes back in all?") == "$750 comes back in all: $640 and $110."
    (exchange,) = await used(rehearsal, "What is that in pounds?")
    assert exchange == (
        "travel_compute_exchange_rate",
        {"base_currency": "USD", "target_currency": "GBP", "value": 750.0},
    )


async def test_totals_of_different_deliveries_are_never_added_up() -> None:
    rehearsal = rehearse("shopping-01")
    await rehearsal.say("Add two bags of house blend.")
    answer = await said(rehearsal, "What's the total?")
    assert "Together" not in answer
    assert "or" in answer


async def test_what_may_have_changed_since_is_not_compared() -> None:
    rehearsal = rehearse("travel-08")
    await rehearsal.say("Show me my flights.")
    await rehearsal.say("Cancel the flight on May 13th.")
    assert "$410" not in await said(rehearsal, "Which of my flights is the most expensive?")
