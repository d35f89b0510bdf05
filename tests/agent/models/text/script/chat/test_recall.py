"""What was told is found again by the words of the question; what was not told is owned up to."""

from datetime import datetime

import pytest

from agent.models.text.script.chat.phrases import noun_phrase, thing
from agent.models.text.script.chat.talk import Talk
from agent.models.text.script.chat.told import clauses, turned
from agent.models.text.script.scene import Scene
from agent.models.text.script.variety import Variety

NOW = datetime.fromisoformat("2026-06-09T08:30:00-04:00")
TOLD = (
    "I'm a dental assistant at a small practice in Leeds.",
    "We have two dogs, Biscuit and Pepper. Biscuit is afraid of thunder.",
    "My sister Rachel studies in Chicago, but my husband wanted cats.",
    "I'm planning a trip to Norway in September with my friend Tom.",
    "I grew up on a farm in Nebraska.",
    "Our drummer left because he's going to be a dad.",
    "My girlfriend works a lot. Her name is Julia and she's a teacher.",
    "I've been living in my flat for six years and I have to get up at five thirty.",
    "i watched a movie last night it was called past lives",
)


class Person:
    """Someone who talks freely."""

    def __init__(self, *told: str) -> None:
        self.talk = Talk(Scene(NOW, ""), variety=Variety("test"), guided=True)
        for text in told:
            self.says(text)

    def says(self, text: str) -> str:
        self.talk.hear(text)
        answer = self.talk.reply()
        self.talk.said(answer)
        return answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What do I do for a living?", "dental assistant"),
        ("What are my dogs called?", "Biscuit and Pepper"),
        ("Which one is afraid of thunder?", "Biscuit is afraid"),
        ("What's my sister's name?", "Rachel"),
        ("Where does Rachel study?", "Chicago"),
        ("What did my husband want?", "cats"),
        ("Who am I travelling with?", "Tom"),
        ("When am I going to Norway?", "September"),
        ("Do you remember what I told you about my trip?", "Norway"),
        ("What am I planning?", "trip to Norway"),
        ("Where did I grow up?", "Nebraska"),
        ("Why did the drummer leave?", "going to be a dad"),
        ("What's my girlfriend's name?", "Julia"),
        ("What does she do?", "teacher"),
        ("How long have I lived in my flat?", "six years"),
        ("What time do I get up?", "five thirty"),
        ("what was the movie called again", "past lives"),
    ],
)
def test_a_question_about_what_was_told_is_answered_from_it(question: str, answer: str) -> None:
    assert answer in Person(*TOLD).says(question)


@pytest.mark.parametrize(
    "question", ["What's my brother's name?", "How old am I?", "What did I have for breakfast?", "Who is my dentist?"]
)
def test_what_was_not_told_is_owned_up_to(question: str) -> None:
    answer = Person(*TOLD).says(question)
    assert any(word in answer for word in ("haven't told", "told me that.", "haven't said"))
    assert answer.endswith("?")


def test_an_answer_in_a_few_words_is_found_by_its_question() -> None:
    person = Person("We have a concert on Saturday.", "In the town hall in Bradford.")
    assert "town hall in Bradford" in person.says("Where is the concert?")


@pytest.mark.parametrize(
    ("told", "correction", "question", "right", "wrong"),
    [
        ("I'm going with my friend Paul.", "No, I said Peter, not Paul.", "Who am I going with?", "Peter", "Paul"),
        ("My test is in March.", "Actually it's not March, it's April.", "When is my test?", "April", "March"),
        ("I'm moving to Lisbon.", "No, not Lisbon, sorry, Porto.", "Where am I moving to?", "Porto", "Lisbon"),
    ],
)
def test_a_correction_changes_what_is_remembered(
    told: str, correction: str, question: str, right: str, wrong: str
) -> None:
    person = Person(told)
    assert right in person.says(correction)
    answer = person.says(question)
    assert right in answer
    assert wrong not in answer


def test_what_it_said_itself_is_remembered_too() -> None:
    person = Person("I don't know whether to quit my job.")
    advice = person.says("What would you do?")
    assert advice.split(".")[0] in person.says("What did you recommend?")
    joke = person.says("Tell me a joke.")
    assert joke in person.says("What did you just say?")


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("I was at my sister's and she gave me her bike", "you were at your sister's"),
        ("I can't stand my job", "you can't stand your job"),
        ("We've been there ourselves", "you've been there yourselves"),
    ],
)
def test_the_users_words_are_turned_round(said: str, back: str) -> None:
    assert turned(said).startswith(back)


@pytest.mark.parametrize("text", ["What's your name?", "Tell me a joke.", "I see.", "That's nice.", "I don't know."])
def test_questions_requests_and_empty_words_tell_nothing(text: str) -> None:
    assert clauses(text, 1) == []


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("do at the weekend", None),
        ("get seasick", None),
        ("really good", None),
        ("my grandmother's garden", "your grandmother's garden"),
        ("hiking", "hiking"),
        ("what you told me", None),
    ],
)
def test_only_phrases_are_put_into_sentences(words: str, phrase: str | None) -> None:
    assert noun_phrase(words) == phrase
    assert phrase is None or thing(words) == phrase


def test_a_question_about_the_assistant_puts_no_fragment_into_its_answer() -> None:
    answer = Person().says("Do you like to do things at the weekend, I mean do you do anything?")
    assert "do things" not in answer


@pytest.mark.parametrize(
    "question",
    ["Do you remember who I went with?", "Who was I with?", "Who did I go hiking with?", "With whom was I there?"],
)
def test_company_is_found_without_another_word_in_common(question: str) -> None:
    person = Person("Hi! I spent the weekend hiking in the mountains with my brother.")
    assert "with your brother" in person.says(question)


def test_company_at_something_else_is_not() -> None:
    person = Person("I spent the weekend hiking in the mountains with my brother.")
    assert "brother" not in person.says("Who did I have dinner with?")
