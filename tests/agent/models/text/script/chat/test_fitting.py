"""Answers that fit what was said: no false mood, no question about what was not told, no advice for nothing."""

import re

import pytest

from agent.models.text.script.chat.told import turned
from tests.agent.models.text.script.chat.test_recall import Person
from tests.agent.models.text.script.playing import rehearse, said


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        ("I should have visited him more often.", r"hard on yourself|at the time"),
        ("She says I should wait.", r"think yourself|like to answer"),
        ("We've tried everything.", r"helping|take over"),
        ("My three year old won't sleep.", r"How long|through the day"),
        ("My boss screamed at me in front of everyone.", r"deserves|hurt anyone|right way"),
        ("Next month the baby comes.", r"Congratulations"),
        ("We lost three to one against Leeds.", r"team|match|coach|stands out"),
        ("I don't like the gym.", r"puts you off|like better|always been"),
        ("You're right.", r"makes sense|make of it|same way"),
        ("Sorry, that was rude.", r"No harm|all right|forgotten"),
        ("You're not so bad.", r"take that|kind of you"),
        ("You are such an idiot.", r"sorry|useful|try again"),
        ("Do you want to hear it?", r"Yes, please|let me hear|Go ahead"),
        ("Wait, I would rather talk about my garden again.", r"your garden"),
        ("Hi there, I'm Tobias.", r"Tobias, good to meet|meet you, Tobias"),
        ("But my mother-in-law would notice.", r"mother-in-law"),
        ("You're a good listener.", r"Thank you|glad|nice to hear"),
        ("You sound like a robot.", r"voice assistant"),
        ("I ran my first marathon!", r"Congratulations|good news"),
        ("If I fail, I'm out of the program.", r"in that case|mean for you"),
        ("Don't tell me to calm down.", r"listen|push|taken"),
    ],
)
def test_what_is_said_gets_an_answer_of_its_kind(told: str, fits: str) -> None:
    assert re.search(fits, Person().says(told))


def test_nobody_is_mourned_who_was_saved() -> None:
    assert "sorry" not in Person().says("A little boy nearly died but we saved him.")


def test_a_clause_is_said_back_in_whole_words() -> None:
    assert "would notice" in turned("my mother would notice")
    assert turned("it would not go") == "it wouldn't go"


def test_a_question_names_no_matter_that_was_only_mentioned() -> None:
    person = Person("My ex won't let me see my son.", "His birthday is next Saturday.", "I bought him a bike.")
    assert not re.search(r"pirate|stations|cake", person.says("What would you do?"))


def test_of_two_moods_the_last_one_counts() -> None:
    assert not re.search(r"hard|sorry|easy", Person().says("We're terrible but it's fun."))
    assert not re.search(
        r"lovely|nice|good\.|Wonderful", Person().says("It was fun but now I'm worried about my knee.")
    )


def test_an_answer_in_a_few_words_leads_on_with_what_it_adds_to() -> None:
    answer = Person("I like music.", "My favourites are records.").says("From the seventies.")
    assert "Tell me" not in answer


def test_a_question_without_its_apostrophe_is_not_taken_for_news() -> None:
    assert "you said" not in Person().says("whats the best time of day")


@pytest.mark.parametrize(
    ("told", "question", "answer"),
    [
        ("He was a carpenter.", "What was his job again?", "carpenter"),
        ("The doctor said I need more sleep.", "What did the doctor say?", "more sleep"),
    ],
)
def test_what_was_told_is_found_again(told: str, question: str, answer: str) -> None:
    assert answer in Person("I went to the doctor with my grandfather.", told).says(question)


def test_doubts_about_oneself_are_not_agreed_with() -> None:
    assert Person("I want to become a mechanic.").says("Is that crazy at my age?").startswith("No")


async def test_what_the_book_does_not_say_in_detail_is_no_occasion_to_say_it_all_again() -> None:
    rehearsal = rehearse("goal-003")
    for text in ("I've got eggs, cabbage and old bread.", "I don't like beans much.", "How do I make the pancakes?"):
        await rehearsal.say(text)
    answers = [
        await said(rehearsal, text) for text in ("How big should I cut the cabbage?", "What if they fall apart?")
    ]
    assert "pancakes: shred" not in answers[0]
    assert not any("Beans" in answer for answer in answers)
