"""What can be done is said in words that can be spoken; what cannot be done or understood leads to that."""

import re
from itertools import pairwise

import pytest

from scenarios.loading import CATALOG
from tests.agent.models.text.script.playing import rehearse, said, used

DOMAINS = ("calendar", "filesystem", "jobs", "messaging", "shopping", "smart-home", "social", "travel")
NAMES = sorted(path.stem for path in CATALOG.rglob("*.yaml") if path.stem.rpartition("-")[0] in DOMAINS)


@pytest.mark.parametrize("name", NAMES)
async def test_abilities_are_few_sentences_without_identifiers(name: str) -> None:
    answer = await said(rehearse(name), "What can you do?")
    assert 2 <= len(re.findall(r"[.?!](?: |$)", answer)) <= 3
    assert not re.search(r"\w_\w|\bids?\b|\d", answer)
    assert len(answer.split()) <= 60


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("calendar-01", "Call the pharmacy for me."),
        ("calendar-01", "Send an email to the dentist."),
        ("smart-home-01", "Order a pizza please."),
        ("travel-01", "Book a hotel in Boston."),
        ("jobs-01", "Write me a cover letter."),
        ("social-01", "Play some music."),
    ],
)
async def test_what_no_tool_can_do_is_not_tried(name: str, text: str) -> None:
    rehearsal = rehearse(name)
    happened = await rehearsal.say(text)
    assert len(happened) == 1
    assert re.search(r"can't do|no way to do|beyond me", str(happened[0]))


@pytest.mark.parametrize("name", ["calendar-01", "shopping-01", "smart-home-01", "travel-01", "filesystem-01"])
async def test_what_is_not_understood_gets_another_answer_each_time(name: str) -> None:
    rehearsal = rehearse(name)
    answers = [await said(rehearsal, "Blargh fooble.") for _ in range(6)]
    assert all(one != next_one for one, next_one in pairwise(answers))
    assert all("I can " in answer or "I can do" in answer for answer in answers)


async def test_words_that_only_sound_like_a_name_are_no_answer() -> None:
    rehearsal = rehearse("smart-home-01")
    await rehearsal.say("Start the vacuum cleaner.")
    assert await used(rehearsal, "Vacuum the living room.") == []


async def test_not_everybody_is_meant_by_all_my_messages() -> None:
    calls = await used(rehearse("messaging-01"), "Delete all my messages.")
    assert "messaging_delete_message" not in {tool for tool, _ in calls}
