"""What a simulated participant says of a card."""

import re

import pytest

from agent.callers.lines import GOODBYE, OPEN_CHAT, lines_for, turned
from scenarios.loading import load_catalog
from scenarios.scenario import ToolCalling

CATALOG = load_catalog()
OURS = "Hello. I need your help. Please tell me. Please have. Please help me with this: I am, I was, my, mine, myself"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("You are about to leave, and your cat stays.", "I am about to leave, and my cat stays."),
        ("a friend will be with you in an hour. you panic.", "A friend will be with me in an hour. I panic."),
        ("Ask what would suit you.", "Ask what would suit me."),
        ("Two people whom you do not know.", "Two people whom I do not know."),
    ],
)
def test_you_becomes_i(told: str, said: str) -> None:
    assert turned(told) == said


def test_a_task_is_asked_for_and_its_details_are_named_once() -> None:
    card = CATALOG["smart-home-01"].card
    first, *requests = lines_for(card)
    assert "Heating: 60 degrees." in first
    assert requests[0] == "Please have all lights switched off."
    assert requests[4] == "Please tell me how both doors are set, to be sure."
    assert len(requests) == len(card.tasks) + 1


def test_open_chat_and_goals_end_with_a_goodbye() -> None:
    (chat,) = CATALOG.of("open_chat")
    assert lines_for(chat.card) == (*OPEN_CHAT, GOODBYE)
    for scenario in CATALOG.of("goal_oriented"):
        said = lines_for(scenario.card)
        assert len(said) == len(scenario.card.goals) + 2
        assert said[-1] == GOODBYE


@pytest.mark.parametrize("scenario", CATALOG.of("tool_calling"), ids=lambda scenario: scenario.id)
def test_nothing_is_said_that_the_card_does_not_hold(scenario: ToolCalling) -> None:
    """No name, day or number of the answer slips in: every longer word stands on the card or is a word of ours."""
    card = scenario.card
    known = set(re.findall(r"\w+", card.model_dump_json().lower()))
    ours = set(re.findall(r"\w+", f"{OURS} {GOODBYE}".lower()))
    said = set(re.findall(r"\w+", " ".join(lines_for(card)).lower()))
    assert said - known - ours == set()
