from typing import Any

import pytest

from scenarios.card import Card
from scenarios.generate.form import unfit

GOOD: dict[str, Any] = {
    "category": "goal_oriented",
    "title": "A kettle that whistles",
    "goal": "Find a kettle that you will like for years.",
    "situation": 'Your kettle has died. A friend said "I love mine, and we use it daily." You would like one as well.',
    "goals": ("Say how you make tea.", "Ask about kinds of kettles.", "Choose one."),
}


def test_a_good_card_has_nothing_to_change() -> None:
    assert unfit(Card(**GOOD)) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"situation": "You are cold."}, "the situation has 1 sentences; two or three are right"),
        ({"situation": "You sit. You stand. You walk. You run."}, "the situation has 4 sentences"),
        ({"situation": "The kettle has died. A new one is needed."}, "does not speak to the participant"),
        ({"situation": "Your kettle has died. I want a new one."}, "the situation speaks as I or we"),
        ({"situation": f"You {'really ' * 70}want a kettle. It is urgent."}, "the situation has 77 words"),
        ({"goals": GOOD["goals"][:2]}, "2 goals; three to five are right"),
        ({"goals": ("", *GOOD["goals"])}, "goal 1 has 0 words"),
        ({"goals": (f"Say {'very ' * 25}much.", *GOOD["goals"])}, "goal 1 has 27 words"),
        ({"title": "A kettle " * 6}, "the title has 12 words"),
        ({"goal": None}, "the goal has 0 words"),
        ({"goal": "See www.kettles.example for more."}, "'www.' cannot be read aloud"),
        ({"goal": "Find a *very* good kettle."}, "'*' cannot be read aloud"),
        ({"goal": "Ask NAME_1 about kettles."}, "'NAME_1' cannot be read aloud"),
        ({"goal": "Learn what BYOD means."}, "'BYOD' cannot be read aloud"),
        ({"goal": "Recall the kettle of 1987."}, "'1987' cannot be read aloud"),
    ],
)
def test_what_should_change_is_told(changes: dict[str, Any], message: str) -> None:
    assert [fault for fault in unfit(Card(**(GOOD | changes))) if message in fault]
