"""Whether one may do something is answered as such, and not with the next advice in the row."""

import pytest

from tests.agent.models.text.script.playing import rehearse, said

HAVE = "I have eggs, cabbage, mustard, old bread and rice."


@pytest.mark.parametrize(
    ("question", "opening", "names"),
    [
        ("Can I use the old bread?", "Yes", "bread|toast"),
        ("Can I put mustard on it?", "Yes", "mustard"),
        ("Can I do it without the eggs?", "Yes", "without eggs|rice|Beans"),
    ],
)
async def test_what_the_book_knows_of_is_allowed_with_its_way(question: str, opening: str, names: str) -> None:
    rehearsal = rehearse("goal-003")
    await rehearsal.say(HAVE)
    answer = await said(rehearsal, question)
    assert answer.startswith(opening)
    assert any(name in answer for name in names.split("|"))
    assert " egg" not in answer or "without" not in question or "without eggs" in answer


@pytest.mark.parametrize(
    "question", ["Can I eat it raw?", "Could I freeze it?", "can I start tomorrow", "Can I do it?"]
)
async def test_what_it_does_not_know_of_is_no_occasion_for_other_advice(question: str) -> None:
    rehearsal = rehearse("goal-003")
    await rehearsal.say(HAVE)
    answer = await said(rehearsal, question)
    assert not any(word in answer for word in ("cabbage", "rice", "mustard", "bread", "omelette"))


@pytest.mark.parametrize("question", ["Can I have another idea?", "Can I ask what else I could cook?"])
async def test_asking_for_an_idea_is_no_question_for_leave(question: str) -> None:
    rehearsal = rehearse("goal-003")
    await rehearsal.say(HAVE)
    answer = await said(rehearsal, question)
    assert any(word in answer for word in ("cabbage", "rice", "bread", "omelette"))
