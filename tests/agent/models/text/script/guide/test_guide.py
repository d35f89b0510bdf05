"""Goal-oriented scenarios: it asks, advises by what was told and asked, follows up, sums up, and plays a part."""

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from agent.models.text.script.chat.memory import Memory
from agent.models.text.script.chat.told import clauses
from agent.models.text.script.guide.book import find_matter, load_book
from agent.models.text.script.guide.choosing import Progress, next_question
from agent.models.text.script.guide.parts import find_part, load_parts
from agent.models.text.script.variety import Variety
from scenarios.loading import CATALOG, load_scenario
from tests.agent.models.text.script.playing import rehearse, said


async def test_a_talk_about_plants_reaches_every_goal_of_its_card() -> None:
    rehearsal = rehearse("goal-001")
    first = await said(rehearsal, "I have a sunny kitchen window, and all my plants died within a month.")
    assert "sun" in first
    assert "chives" in first
    assert "rosemary" in await said(rehearsal, "What else would suit me?")
    await rehearsal.say("I'll take mint and chives.")
    assert "finger" in await said(rehearsal, "How often do they need water?")
    assert "string" in await said(rehearsal, "And what do I do when I'm away?")
    assert "buy" in (await said(rehearsal, "What's the first thing I should buy this week?")).lower()
    assert "chives" in await said(rehearsal, "Can you sum it up?")


async def test_it_asks_before_it_advises() -> None:
    answer = await said(rehearse("goal-037"), "I need presents for five people.")
    assert answer.endswith("what does each of them love?")


async def test_what_was_told_is_not_asked_again() -> None:
    rehearsal = rehearse("goal-103")
    await rehearsal.say("My washing machine is nine years old, and the repair costs eighty dollars.")
    answers = [await said(rehearsal, text) for text in ("Hm.", "I see.", "Okay.")]
    assert not any("How old is it" in answer for answer in answers)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("I want to talk about the game.", "Which match was it, and where were you?"),
        ("It was the final against Brazil.", "Where were you?"),
        ("I watched it at home with my father.", "Which match was it?"),
    ],
)
def test_of_two_things_asked_only_the_one_is_asked_that_was_not_told(told: str, asked: str) -> None:
    memory = Memory(datetime(2026, 6, 1, tzinfo=UTC), Variety())
    memory.keep(clauses(told, 1))
    matter = next(matter for matter in load_book().values() if matter.ask[0].startswith("Which match was it, and"))
    assert next_question(Progress(matter), memory) == asked


def test_every_question_for_two_things_knows_what_makes_each_needless() -> None:
    for matter in load_book().values():
        for line in matter.ask:
            question, *needless = line.split(" || ")
            assert len(needless) == (2 if re.search(r", and (?:what|where|who|when|how|which)\b", question) else 1), (
                line
            )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When should I go?", "by day"),
        ("What should I say?", "Begin with something friendly"),
        ("What if he gets offended?", "offended"),
    ],
)
async def test_a_direct_question_gets_the_answer_to_it(question: str, answer: str) -> None:
    rehearsal = rehearse("goal-046")
    await rehearsal.say("My neighbor is loud.")
    assert answer in await said(rehearsal, question)


async def test_advice_refers_to_what_was_told_and_minds_what_is_not_liked() -> None:
    rehearsal = rehearse("goal-003")
    await rehearsal.say("I have rice, eggs and half a cabbage.")
    await rehearsal.say("I don't like mustard.")
    answers = [await said(rehearsal, text) for text in ("What could I cook?", "What else?", "What else?")]
    assert all("mustard" not in answer or "leave out" in answer or "keep in mind" in answer for answer in answers)
    assert any("you have rice" in answer for answer in answers)


async def test_what_holds_the_user_back_is_kept_in_mind() -> None:
    rehearsal = rehearse("goal-009")
    for text in ("I'd start from Leeds.", "I like walking.", "I don't want to spend more than two hundred pounds."):
        await rehearsal.say(text)
    answers = [await said(rehearsal, text) for text in ("What kind of place would you suggest?", "What else?")]
    assert any("two hundred pounds" in answer for answer in answers)


async def test_why_and_what_else_and_what_if_not_go_on_from_the_last_advice() -> None:
    rehearsal = rehearse("goal-065")
    await rehearsal.say("I haven't run since school.")
    advice = await said(rehearsal, "How do I start?")
    assert "walking is what makes it possible" in await said(rehearsal, "Why?")
    further = [await said(rehearsal, text) for text in ("What else?", "And if that doesn't work?")]
    assert len({advice, *further}) == 3


async def test_what_it_recommended_can_be_asked_again() -> None:
    rehearsal = rehearse("goal-084")
    await rehearsal.say("I have to explain this to my dad.")
    advice = await said(rehearsal, "What's a good password?")
    assert advice.split(".")[0] in await said(rehearsal, "What did you recommend?")


async def test_what_the_book_does_not_know_is_owned_up_to() -> None:
    rehearsal = rehearse("goal-071")
    await rehearsal.say("I live alone.")
    answer = await said(rehearsal, "Who invented the scratching post?")
    assert re.search(r"can't tell|don't know|not certain", answer)


async def test_advice_is_at_most_three_sentences_long() -> None:
    for path in sorted(CATALOG.glob("goal-*.yaml"))[::20]:
        rehearsal = rehearse(path.stem)
        for text in ("I don't have much time or money.", "How do I start?", "What else?", "Why?", "What should I do?"):
            answer = await said(rehearsal, text)
            assert len(re.findall(r"[.!?](?=\s|$)", answer)) <= 4, answer


async def test_a_call_can_be_practised_and_is_commented_on() -> None:
    rehearsal = rehearse("goal-002")
    await rehearsal.say("A friend asked me to help him move on Saturday, and I'm tired.")
    assert "I'm your friend now" in await said(rehearsal, "Let's practise. You play my friend.")
    assert "important to you" in await said(rehearsal, "I can't help you on Saturday.")
    assert "end of our practice" in await said(rehearsal, "Stop.")
    assert "I'm your friend now" in await said(rehearsal, "Let's try it again.")


async def test_jokes_are_possible_on_the_way() -> None:
    rehearsal = rehearse("goal-001")
    await rehearsal.say("I have a sunny window.")
    assert "?" in await said(rehearsal, "Tell me a joke.")


async def test_it_does_not_repeat_itself_over_a_long_talk() -> None:
    rehearsal = rehearse("goal-001")
    texts = "I see.|Okay.|That's good.|Hm.|Yes.|I like that.|What else?|And then?|Right.|Sure.".split("|")
    answers = [await said(rehearsal, text) for text in texts * 2]
    assert all(a != b for a, b in pairwise(answers))
    assert len(set(answers)) >= len(answers) * 0.6


def test_most_goals_of_the_catalogue_have_a_matter_of_their_own() -> None:
    found = [find_matter(load_scenario(path).instructions or "") for path in CATALOG.glob("goal-*.yaml")]
    assert sum(matter is not None for matter in found) >= len(found) - 3
    assert len({matter.name for matter in found if matter is not None}) > len(found) * 0.9


@pytest.mark.parametrize("name", sorted(load_book()))
def test_every_matter_has_enough_to_say_in_few_words(name: str) -> None:
    matter = load_book()[name]
    assert len(matter.advice) >= 5
    assert all(len(advice.sentences) <= 4 and len(advice.say) < 260 for advice in matter.advice)
    assert all(line.partition(" || ")[0].endswith("?") for line in matter.ask)


def test_a_part_is_found_by_the_words_of_the_user_first() -> None:
    assert find_part("you play my boss", "play the neighbour").who == "your boss"
    assert find_part("let us practise", "then play the neighbour").who == "your neighbour"
    assert all(re.compile(part.moves_on) for part in load_parts())
