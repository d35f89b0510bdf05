"""How it listens: it takes up what was said, waits when asked to, and gives what is asked for."""

import re

import pytest

from agent.models.text.script.chat.content import load
from tests.agent.models.text.script.chat.test_recall import Person


def test_it_does_not_ask_what_was_just_told() -> None:
    answer = Person().says("I'm planning a trip to Norway in September with my friend Tom.")
    assert "Who's going with you" not in answer
    assert "When" not in answer


AHEAD = re.compile(r"hoping to|look forward|will you|Who'll|When does|still has to|off to|nerves|ahead of you")
BEHIND = re.compile(r"was the best|stays with you|did it end|would you go back|was (?:there )?with you|in your head")


@pytest.mark.parametrize(
    "told",
    [
        ["I've just come back from Portugal.", "It was a trip with my wife.", "We saw Lisbon."],
        ["Last summer we went on a trip to Norway.", "A cruise, actually.", "With my wife."],
        ["I had a concert last night.", "My own solo concert.", "I was nervous before."],
        ["i got back from vacation yesterday", "from spain", "the flight was awful"],
        ["I went to my sister's wedding last weekend.", "It was a big party.", "Two hundred guests."],
        ["My holidays are over.", "A trip to the sea."],
    ],
)
def test_what_is_over_is_not_asked_about_as_if_it_were_to_come(told: list[str]) -> None:
    person = Person()
    assert not [answer for text in told if AHEAD.search(answer := person.says(text))]


@pytest.mark.parametrize(
    "told",
    [
        ["I'm going to Japan next month.", "With my brother.", "For two weeks."],
        ["We're planning a trip.", "To Scotland.", "By train."],
        ["I have a flight tomorrow.", "To Rome."],
        ["My concert is on Friday.", "I'll play a solo."],
    ],
)
def test_what_is_to_come_is_not_asked_about_as_if_it_were_over(told: list[str]) -> None:
    person = Person()
    assert not [answer for text in told if BEHIND.search(answer := person.says(text))]


def test_news_are_answered_in_their_mood() -> None:
    assert "Congratulations" in Person().says("Guess what, I'm going to be a grandmother!")
    assert "sorry" in Person().says("My cat is sick.").lower()
    assert "sorry to hear" not in Person().says("My phone died on the way.")


@pytest.mark.parametrize(
    "text", ["I have a question.", "Can I ask you something?", "No, no, wait, stop.", "Hold on a second.", "Hang on."]
)
def test_it_waits_with_a_few_words(text: str) -> None:
    answer = Person("I like gardening.").says(text)
    assert len(answer.split()) <= 8
    assert re.search(r"go ahead|listening|what is it|wait", answer)


@pytest.mark.parametrize("text", ["Could you repeat that?", "Say that again slower.", "What?", "Can you say it again?"])
def test_it_says_its_last_answer_again(text: str) -> None:
    person = Person()
    answer = person.says("Tell me something interesting.")
    assert answer in person.says(text)


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        ("Tell me a joke.", "jokes"),
        ("Could you tell me a funny story?", "stories"),
        ("Tell me something interesting.", "facts"),
        ("I'd like to hear a story please.", "stories"),
    ],
)
def test_a_joke_a_story_and_a_fact_are_not_mixed_up(request_: str, kind: str) -> None:
    answer = Person().says(request_)
    assert any(answer.startswith(line) for line in load(kind))


@pytest.mark.parametrize(
    "text",
    [
        "Goodbye.",
        "Ok I have to go now, it was nice talking to you. Bye.",
        "Thanks my friend, bye.",
        "Goodbye, young man.",
    ],
)
def test_a_goodbye_says_how_to_end(text: str) -> None:
    assert 'You can press "End conversation early" to end.' in Person("I like tea.").says(text)


def test_after_a_break_it_knows_where_it_was() -> None:
    person = Person("I keep bees since last spring.")
    person.says("Hold on a second.")
    assert "you keep bees" in person.says("Okay I'm back. Where were we?")


@pytest.mark.parametrize("text", ["Can you write my essay for me?", "Could you book a table?", "Can you call my mom?"])
def test_it_claims_nothing_that_it_cannot_do(text: str) -> None:
    assert re.search(r"can't do that|beyond me", Person().says(text))


@pytest.mark.parametrize("text", ["What did you do today?", "Have you ever been to Spain?", "Do you get bored?"])
def test_it_claims_no_life_of_its_own(text: str) -> None:
    assert not re.search(r"\bI (?:went|was|visited|ate|saw|have been)\b", Person().says(text))


def test_a_long_ramble_is_answered_by_something_in_it_and_kept() -> None:
    person = Person()
    person.says(
        "So I woke up late because my phone died and then I missed the tram and I had to run to the university in the "
        "rain and when I got there the lecture was cancelled."
    )
    assert "tram" in person.says("What did I miss?")
    assert "phone died" in person.says("Why did I wake up late?")


def test_advice_weighs_what_speaks_for_it_and_against_it() -> None:
    person = Person("I'm thinking about going back to school.", "But I can't afford it.")
    answer = person.says("Should I do it?")
    assert "going back to school" in answer
    assert "can't afford it" in answer or "afford" in answer
