"""Who has had enough of questions is asked nothing until they invite it; who was misunderstood is told so."""

import pytest

from tests.agent.models.text.script.chat.test_recall import Person
from tests.agent.models.text.script.playing import rehearse, said

TOLD = (
    "I work at a bakery.",
    "It's hard work but I like the smell.",
    "My boss is nice.",
    "yes",
    "no",
    "I went to Spain last year.",
    "What do you think about Spain?",
    "Do you like bread?",
    "Any ideas for dinner?",
)


@pytest.mark.parametrize(
    "enough",
    [
        "Stop asking me questions.",
        "You ask too many questions.",
        "no more questions please",
        "Please don't ask me anything.",
        "Enough with the questions already!",
        "Why do you keep asking so many questions?",
        "I'm tired of your questions.",
    ],
)
@pytest.mark.parametrize("before", [[], ["I like tennis."]])
def test_nothing_is_asked_until_it_is_wanted_again(enough: str, before: list[str]) -> None:
    person = Person(*before)
    answers = [person.says(text) for text in (enough, *TOLD)]
    assert all(answers)
    assert [answer for answer in answers if "?" in answer or answer.startswith("Tell me")] == []
    person.says("Okay, you can ask me something now.")
    assert any("?" in person.says(text) for text in ("I like bread.", "I also like cats.", "My sister is a nurse."))


async def test_in_a_talk_with_a_goal_advice_comes_without_questions() -> None:
    rehearsal = rehearse("goal-003")
    texts = ("Stop asking me questions.", "I have eggs and rice.", "What can I cook?", "okay", "What else?")
    answers = [await said(rehearsal, text) for text in texts]
    assert not any("?" in answer for answer in answers)
    assert "rice" in answers[2]


@pytest.mark.parametrize("text", ["My kids ask too many questions.", "I have no more questions.", "I stopped asking."])
def test_speaking_of_questions_forbids_none(text: str) -> None:
    person = Person(text)
    assert any("?" in person.says(told) for told in ("I like bread.", "I also like cats."))


def test_a_riddle_may_still_be_asked_for() -> None:
    person = Person("No more questions, please.")
    assert person.says("Tell me a riddle.").endswith("?")


def test_what_was_asked_is_named_where_the_answer_missed_it() -> None:
    person = Person()
    person.says("What do you think about clay courts?")
    assert "clay courts" in person.says("That's not what I asked.")
    assert "?" not in Person().says("That's not what I asked.")
