"""What the user dislikes is not advised, and is no reason where it has nothing to do with the question."""

import pytest

from agent.models.text.script.chat.dislikes import DISLIKES, goes_against
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import parts_of, stems_of
from tests.agent.models.text.script.chat.test_recall import Person

COOKING = ("boil", "cook", "fry", "omelette", "oven", "chili", "bake")


@pytest.mark.parametrize(
    "told", ["I hate cooking.", "i don't like to cook", "I can't stand cooking.", "I'm sick of cooking."]
)
def test_who_hates_cooking_is_not_told_to_cook(told: str) -> None:
    person = Person(told)
    questions = ("What should I do this evening?", "What should I have for dinner?", "Any ideas for dinner?", "Ideas?")
    answers = [person.says(text) for text in (*questions, "What else?")]
    assert not [answer for answer in answers if any(word in answer.lower() for word in COOKING)]


def test_who_likes_cooking_is_told_what_to_cook() -> None:
    answer = Person("I like cooking.").says("What should I have for dinner?")
    assert any(word in answer.lower() for word in COOKING)


def test_a_dislike_is_no_reason_for_something_else() -> None:
    assert "cooking" not in Person("I hate cooking.").says("Should I learn Spanish?")
    assert "flying" in Person("I hate flying.").says("Should I take a flight to Spain?")


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("I really don't enjoy running.", "running"),
        ("My wife can't eat nuts.", "nuts"),
        ("I'm not a fan of jazz.", "jazz"),
        ("I'm fed up with meetings.", "meetings"),
    ],
)
def test_dislikes_are_heard_in_many_words(told: str, what: str) -> None:
    match = DISLIKES.search(Heard(told).plain)
    assert match is not None
    assert match["what"] == what


def test_what_belongs_to_a_dislike_goes_against_it() -> None:
    unwanted = stems_of("cooking") | parts_of(stems_of("cooking"))
    assert goes_against(["Bake it for an hour."], unwanted)
    assert not goes_against(["Read something."], unwanted)


@pytest.mark.parametrize("words", ["Ideas?", "Advice?", "Any tips?", "suggestions", "Some ideas please."])
def test_one_word_is_enough_to_ask_for_advice(words: str) -> None:
    assert "?" in Person().says(words) or "Tell me" in Person().says(words)
    assert "minutes a day" in Person("I want to learn the piano.").says(words)
