"""Goal-oriented scenarios: it asks, suggests, plans, sums up, and plays a part."""

from itertools import pairwise

import pytest

from agent.models.text.script.guide.pack import load_packs
from tests.agent.models.text.script.playing import rehearse, said


async def test_a_talk_about_plants_reaches_every_goal_of_its_card() -> None:
    rehearsal = rehearse("goal-001")
    assert "?" in await said(rehearsal, "I have a sunny kitchen window, and all my plants died within a month.")
    assert "chives" in (await said(rehearsal, "What would suit me?")).lower()
    assert "mint" in (await said(rehearsal, "I'll take mint and chives.")).lower()
    assert "finger" in await said(rehearsal, "How often do they need water?")
    assert "string" in await said(rehearsal, "And what do I do when I'm away?")
    assert "buy" in await said(rehearsal, "What's the first thing I should buy this week?")
    summary = await said(rehearsal, "Can you sum it up?")
    assert "chives" in summary
    assert "mint" in summary


async def test_a_call_can_be_practised_and_is_commented_on() -> None:
    rehearsal = rehearse("goal-002")
    await rehearsal.say("A friend asked me to help him move on Saturday, and I'm tired.")
    assert "I'm your friend now" in await said(rehearsal, "Let's practise. You play my friend.")
    assert "counting on you" in await said(rehearsal, "I can't help you on Saturday.")
    assert "end of our practice" in await said(rehearsal, "Stop.")
    assert "I'm your friend now" in await said(rehearsal, "Let's try it again.")


async def test_an_interviewer_goes_on_with_every_answer() -> None:
    rehearsal = rehearse("open-chat-01")
    await rehearsal.say("Can you help me prepare for a job interview?")
    await rehearsal.say("Let's practise it. You be the interviewer.")
    assert "weakness" in await said(rehearsal, "I've been a nurse for ten years and I love the work.")
    assert "proud" in await said(rehearsal, "I take on too much, so I set priorities now.")


async def test_jokes_and_thanks_are_possible_on_the_way() -> None:
    rehearsal = rehearse("goal-001")
    await rehearsal.say("I have a sunny window.")
    assert await said(rehearsal, "Tell me a joke.") != ""


async def test_it_does_not_repeat_itself_over_a_long_talk() -> None:
    rehearsal = rehearse("goal-001")
    texts = [
        "I see.",
        "Okay.",
        "That's good.",
        "Hm.",
        "Yes.",
        "I like that.",
        "What else?",
        "And then?",
        "Right.",
        "Sure.",
    ]
    answers = [await said(rehearsal, text) for text in texts * 2]
    assert all(a != b for a, b in pairwise(answers))
    assert len(set(answers)) >= len(answers) * 0.7


@pytest.mark.parametrize("name", sorted(load_packs()))
def test_every_pack_can_lead_a_talk(name: str) -> None:
    pack = load_packs()[name]
    assert len(pack.facts) >= 3
    assert len(pack.answers) >= 4
    assert len(pack.plan) >= 3
    assert all(fact.ask.endswith("?") or fact.ask.endswith(".") for fact in pack.facts)
    texts = [*pack.plan, *pack.tips, *(text for answer in pack.answers for text in answer.say)]
    assert all(len(text) < 330 for text in texts)
