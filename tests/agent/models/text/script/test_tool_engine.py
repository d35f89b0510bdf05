"""How the script behaves while it uses tools: what it asks, what it says, and what it never does."""

import pytest

from tests.agent.models.text.script.playing import rehearse, said, used


async def test_asks_for_what_is_missing_one_thing_at_a_time() -> None:
    rehearsal = rehearse("calendar-01")
    assert "day" in await said(rehearsal, "Move the dentist.")
    assert "time" in await said(rehearsal, "To Thursday.")
    assert (await said(rehearsal, "A quarter past four.")).endswith(
        "I moved the dentist to Thursday, June 11th at 4:15 PM."
    )


async def test_looks_a_thing_up_before_it_acts_and_asks_which_where_several_fit() -> None:
    rehearsal = rehearse("shopping-01")
    question = await said(rehearsal, "I'd like two bags of coffee.")
    assert "House blend" in question
    assert "Mountain roast" in question
    assert await used(rehearsal, "The house blend.") == [
        ("shopping_add_to_basket", {"product": "house_blend", "quantity": 2})
    ]


@pytest.mark.parametrize(
    ("correction", "day", "start"),
    [
        ("No, Friday.", "2026-06-12", "15:00"),
        ("Actually, make it a quarter past four.", "2026-06-11", "16:15"),
        ("Oh wait, that overlaps. Make it half past four.", "2026-06-11", "16:30"),
        ("No, I meant Friday at two.", "2026-06-12", "14:00"),
        ("No, Friday, not Thursday.", "2026-06-12", "15:00"),
    ],
)
async def test_what_was_meant_replaces_what_was_done(correction: str, day: str, start: str) -> None:
    rehearsal = rehearse("calendar-01")
    await rehearsal.say("Move the dentist to Thursday at three.")
    assert (await used(rehearsal, correction))[-1] == (
        "calendar_move_entry",
        {"entry": "entry-2", "day": day, "start": start},
    )


async def test_a_wrong_thing_is_taken_back() -> None:
    rehearsal = rehearse("shopping-01")
    await rehearsal.say("Put two bags of mountain roast in the basket.")
    calls = await used(rehearsal, "No, the house blend.")
    assert ("shopping_set_quantity", {"product": "mountain_roast", "quantity": 0}) in calls
    assert ("shopping_add_to_basket", {"product": "house_blend", "quantity": 2}) in calls


async def test_says_when_something_overlaps() -> None:
    rehearsal = rehearse("calendar-01")
    assert "overlaps with School run" in await said(rehearsal, "Move the dentist to Thursday at three.")


async def test_does_not_do_what_must_not_be_done() -> None:
    rehearsal = rehearse("smart-home-01")
    calls = await used(rehearsal, "Lock the front door, but not the back door, and don't switch off the fish tank.")
    assert [arguments for tool, arguments in calls if tool.startswith("smart_home_set")] == [
        {"door": "front_door", "locked": True}
    ]


async def test_several_requests_in_one_sentence_are_one_answer() -> None:
    rehearsal = rehearse("smart-home-01")
    answer = await said(
        rehearsal, "Turn off the reading lamp and the coffee machine, and set the heating to 62 degrees."
    )
    assert "turned off the reading lamp" in answer
    assert "turned off the coffee machine" in answer
    assert "set the heating to 62 degrees" in answer


async def test_a_name_that_there_is_not_is_answered_with_those_there_are() -> None:
    rehearsal = rehearse("smart-home-01")
    answer = await said(rehearsal, "Turn off the toaster.")
    assert "toaster" in answer
    assert "Reading lamp" in answer
    assert ("smart_home_set_light", {"light": "reading_lamp", "on": False}) in await used(
        rehearsal, "The reading lamp."
    )


async def test_a_refusal_is_told_in_plain_words() -> None:
    rehearsal = rehearse("shopping-01")
    await rehearsal.say("What coffee do you have?")
    answer = await said(rehearsal, "Add forty bags of house blend.")
    assert "in stock" in answer
    assert "_" not in answer


async def test_small_talk_in_between_keeps_the_question() -> None:
    rehearsal = rehearse("calendar-01")
    await rehearsal.say("Move the dentist to Thursday.")
    for text in ("Tell me a joke.", "How are you?", "What's 12 times 12?", "Do you like coffee?"):
        assert "What time" in await said(rehearsal, text), text
    assert await used(rehearsal, "4:15 pm") == [
        ("calendar_move_entry", {"entry": "entry-2", "day": "2026-06-11", "start": "16:15"})
    ]


async def test_a_question_in_between_is_looked_up_and_the_first_one_stays() -> None:
    rehearsal = rehearse("calendar-01")
    await rehearsal.say("Move the dentist to Thursday.")
    answer = await said(rehearsal, "What's on Thursday?")
    assert "School run" in answer
    assert "What time" in answer


async def test_what_waits_for_an_answer_is_not_done_by_what_a_question_finds() -> None:
    rehearsal = rehearse("calendar-01")
    await rehearsal.say("Rename it to brunch.")
    calls = await used(rehearsal, "How long is the budget review?")
    assert {tool for tool, _ in calls} == {"calendar_find_entries"}


async def test_a_question_can_be_let_go() -> None:
    rehearsal = rehearse("calendar-01")
    await rehearsal.say("Move the dentist.")
    await rehearsal.say("Never mind.")
    assert "day" not in await said(rehearsal, "Thank you.")


async def test_nobody_is_asked_the_same_for_ever() -> None:
    rehearsal = rehearse("calendar-01")
    await rehearsal.say("Move the dentist.")
    answers = [await said(rehearsal, "What's on Friday?") for _ in range(4)]
    assert "Which day" not in answers[-1]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Is the back door locked?", "No, the back door is unlocked."),
        ("Which lights are off?", "The hallway light is off."),
        ("What's the heating set to?", "The heating is set to 70 degrees."),
        ("Are the front door and the back door unlocked?", "Yes, the front door and the back door are unlocked."),
    ],
)
async def test_questions_about_how_things_are_get_short_answers(text: str, answer: str) -> None:
    assert await said(rehearse("smart-home-01"), text) == answer


async def test_relative_amounts_start_from_what_is_set() -> None:
    assert ("smart_home_set_thermostat", {"thermostat": "heating", "degrees": 65}) in await used(
        rehearse("smart-home-01"), "Make the heating five degrees colder."
    )


async def test_pronouns_mean_what_was_spoken_of() -> None:
    rehearsal = rehearse("smart-home-01")
    await rehearsal.say("Is the coffee machine on?")
    assert await used(rehearsal, "Turn it off.") == [("smart_home_set_plug", {"plug": "coffee_machine", "on": False})]


async def test_the_cheapest_and_the_second_are_those_that_were_listed() -> None:
    rehearsal = rehearse("shopping-01")
    await rehearsal.say("What coffee do you have?")
    assert "Decaf" in await said(rehearsal, "Which one is the cheapest?")
    assert await used(rehearsal, "I'll take the second one.") == [
        ("shopping_add_to_basket", {"product": "mountain_roast", "quantity": 1})
    ]
