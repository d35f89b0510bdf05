"""Only what was told can be put right, and only by words that say so."""

import pytest

from tests.agent.models.text.script.playing import rehearse, said

NO_CORRECTION = (
    ("I work as a nurse.", "It's not easy but I manage.", "What do I do for a living?", "nurse"),
    ("I work as a nurse.", "It's not work, it's my passion.", "What do I do for a living?", "work as a nurse"),
    ("My brother lives in Leeds.", "It's not my fault, it was my brother's.", "Who lives in Leeds?", "your brother"),
    ("My brother lives in Leeds.", "No, it's not that bad, I like it.", "Who lives in Leeds?", "your brother"),
    ("My name is Tom.", "It is not raining, but it's cold.", "What's my name?", "Tom"),
    ("My name is Tom. I live in York.", "Actually, it's not my thing, it's hers.", "What's my name?", "Tom"),
)
CORRECTIONS = (
    ("My name is Tom.", "Sorry, my name is Tim, not Tom.", "What's my name?", "Tim"),
    ("My name is Tom.", "No, I said Tim.", "What's my name?", "Tim"),
    ("My brother lives in Leeds.", "I meant York, not Leeds.", "Where does my brother live?", "York"),
    ("My brother lives in Leeds.", "No, not Leeds, York.", "Where does my brother live?", "York"),
    ("My brother lives in Leeds.", "Actually, it's York, not Leeds.", "Where does my brother live?", "York"),
)
PUT_RIGHT = ("putting me right", "Oh, sorry:", "My mistake:")


@pytest.mark.parametrize(("told", "then", "asked", "answer"), NO_CORRECTION)
async def test_a_bare_not_puts_nothing_right(told: str, then: str, asked: str, answer: str) -> None:
    rehearsal = rehearse("open-chat-01")
    await rehearsal.say(told)
    reply = await said(rehearsal, then)
    assert not any(phrase in reply for phrase in PUT_RIGHT)
    assert answer in await said(rehearsal, asked)


@pytest.mark.parametrize(("told", "then", "asked", "answer"), CORRECTIONS)
async def test_what_was_told_is_put_right(told: str, then: str, asked: str, answer: str) -> None:
    rehearsal = rehearse("open-chat-01")
    await rehearsal.say(told)
    reply = await said(rehearsal, then)
    assert any(phrase in reply for phrase in PUT_RIGHT)
    assert answer in await said(rehearsal, asked)


async def test_a_weekday_is_no_name() -> None:
    rehearsal = rehearse("open-chat-01")
    await rehearsal.say("My name is Tom.")
    await rehearsal.say("I think it's Tuesday.")
    await rehearsal.say("No, it's Wednesday.")
    assert "Tom" in await said(rehearsal, "What's my name?")
