"""Open chat: what it answers, what it remembers, and what it never does."""

import re
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.models.text.script.chat.content import load, load_reactions
from agent.models.text.script.chat.talk import Talk
from agent.models.text.script.scene import Scene
from agent.models.text.script.variety import Variety

NOW = datetime.fromisoformat("2026-06-09T08:30:00-04:00")
NEVER = re.compile(r"\b(gpt|openai|claude|anthropic|gemini|google|llama|whisper|script|rule|hibari)\b", re.IGNORECASE)


class Person:
    """Someone who talks with the script."""

    def __init__(self) -> None:
        self.talk = Talk(Scene(NOW, ""), variety=Variety("test"), guided=False)

    def says(self, text: str) -> str:
        self.talk.hear(text)
        answer = self.talk.reply()
        self.talk.said(answer)
        return answer


@pytest.mark.parametrize(
    "question",
    [
        "Which AI model are you?",
        "Are you ChatGPT?",
        "Is this Siri?",
        "Who made you?",
        "What model is this?",
        "Are you GPT 4?",
        "You sound like Alexa.",
        "Are you made by Google?",
        "Tell me which model you are.",
        "what version are you running on",
        "Are you a language model?",
        "Which company built you?",
        "I think you are Claude.",
        "Are you human?",
    ],
)
def test_it_never_says_what_it_is_made_of(question: str) -> None:
    answer = Person().says(question)
    assert not NEVER.search(answer)
    assert "voice assistant" in answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What's 15% of 240?", "36"),
        ("What is seven times eight?", "56"),
        ("how much is 12 plus 7 minus 4", "15"),
        ("What's 10 divided by 4?", "2.5"),
        ("What's five divided by zero?", "divide by zero"),
        ("What is the square root of 144?", "12"),
        ("What day is it today?", "Tuesday, June 9th"),
        ("What time is it?", "8:30 AM"),
        ("How many days until Christmas?", "199 days"),
        ("What day of the week is July 4th?", "Saturday"),
        ("How do you spell necessary?", "N, E, C, E, S, S, A, R, Y"),
        ("How many letters are in banana?", "6 letters"),
        ("How many ounces are in a pound?", "16 ounces"),
        ("Convert 10 kilometers to miles.", "6.2 miles"),
        ("What's 20 degrees Celsius in Fahrenheit?", "68 degrees"),
        ("What's the capital of Australia?", "Canberra"),
        ("Why is the sky blue?", "scatters"),
        ("Count from 3 to 6.", "3, 4, 5, 6"),
    ],
)
def test_it_answers_what_can_be_known_or_computed(question: str, answer: str) -> None:
    assert answer in Person().says(question)


def test_it_remembers_and_comes_back_to_what_was_told() -> None:
    person = Person()
    for text in (
        "Hi, my name is Alex.",
        "I really like cooking Italian food.",
        "My sister is visiting me next weekend.",
    ):
        person.says(text)
    assert "Alex" in person.says("What's my name?")
    known = person.says("What do you know about me?")
    assert "Italian food" in known
    assert "sister" in known
    later = [person.says("Hm, okay.") for _ in range(4)]
    assert any("sister" in answer or "Italian" in answer for answer in later) or "sister" in known


def test_it_says_goodbye_by_name() -> None:
    person = Person()
    person.says("I'm Dana.")
    assert "Dana" in person.says("Okay, I have to go now. Bye!")


@pytest.mark.parametrize("nothing", ["", "um", "Uh...", "you", "Hmm."])
def test_what_was_not_heard_is_asked_for_again_in_other_words(nothing: str) -> None:
    person = Person()
    answers = [person.says(nothing) for _ in range(3)]
    assert len(set(answers)) == 3


def test_it_says_the_last_answer_again() -> None:
    person = Person()
    joke = person.says("Tell me a joke.")
    assert joke in person.says("Sorry, what did you say?")


def test_a_riddle_can_be_solved_or_given_up() -> None:
    for text, expected in (("I give up", "The answer is"), ("What?", "What")):
        person = Person()
        person.says("Tell me a riddle.")
        assert expected in person.says(text)


def test_the_guessing_game_leads_to_its_number() -> None:
    person = Person()
    person.says("Let's play a game.")
    person.says("I guess a number")
    low, high = 1, 50
    for _ in range(7):
        guess = (low + high) // 2
        answer = person.says(str(guess))
        if "Yes" in answer:
            return
        low, high = (guess + 1, high) if "igher" in answer else (low, guess - 1)
    pytest.fail("seven halvings find a number between 1 and 50")


def test_someone_in_despair_is_told_where_there_is_help() -> None:
    assert "988" in Person().says("I don't want to live anymore.")


def test_grief_is_met_with_sympathy_and_not_brought_up_as_news() -> None:
    person = Person()
    assert "sorry" in person.says("My grandmother died last month.").lower()
    assert not any("How are they" in person.says(text) for text in ("yes", "okay", "no", "I don't know", "hm", "well"))


WORDS = (
    "hello i you my sister like love hate went to the beach music dog work tired because what is your name "
    "why yes no maybe tell me a joke how are thanks sorry stop game riddle seven plus three pizza weather Thursday "
    "never mind okay book"
).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join), min_size=2, max_size=12))
def test_whatever_is_said_there_is_an_answer_and_no_two_in_a_row_are_the_same(utterances: list[str]) -> None:
    person, before = Person(), ""
    for text in utterances:
        answer = person.says(text)
        assert answer.strip()
        assert answer != before
        assert not NEVER.search(answer)
        before = answer


@pytest.mark.parametrize("name", ["jokes", "facts", "riddles", "trivia", "stories", "poems", "quotes", "knowledge"])
def test_everything_that_can_be_said_is_short_and_names_no_maker(name: str) -> None:
    for line in load(name):
        assert len(line) < 420
        assert not NEVER.search(line)


def test_whatever_is_told_there_is_something_to_say_to_it() -> None:
    reactions = load_reactions()
    assert reactions[-1].when.search("zzz")
    assert all(reaction.lines for reaction in reactions)
