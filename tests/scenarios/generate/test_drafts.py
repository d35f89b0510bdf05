import json

import pytest

from scenarios.generate.drafts import AnswerError, Judgement, Transformation, answer_schema, read_answer
from tests.scenarios.generate.conversations import accepted, draft, judged, rejected


def test_answers_are_read() -> None:
    found = read_answer(Transformation, accepted(draft("kayaks")))
    assert found.scenario is not None
    assert found.scenario.goals[2] == "Decide on kayaksutekayaksalo for kayaks."
    assert read_answer(Transformation, rejected("pictures")).reason == "pictures"
    assert read_answer(Judgement, judged("keep")).verdict == "keep"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Sure! Here it is:", "the answer: Invalid JSON"),
        (accepted(draft("kayaks"))[:-20], "the answer: Invalid JSON"),
        (accepted(draft("kayaks", topic="boats")), "scenario.topic: Input should be 'cooking'"),
        (json.dumps({"decision": "accept"}), "reason: Field required"),
        (accepted({**draft("kayaks"), "mood": "happy"}), "scenario.mood: Extra inputs"),
        (rejected("boring"), "reason: Input should be 'special_knowledge'"),
        (accepted(None), "an accepted conversation needs its scenario"),  # type: ignore[arg-type]
    ],
)
def test_what_is_wrong_with_an_answer_is_told(text: str, message: str) -> None:
    with pytest.raises(AnswerError) as error:
        read_answer(Transformation, text)
    assert message in str(error.value)


@pytest.mark.parametrize(("verdict", "message"), [("improve", "given whole"), ("reject", "needs a reason")])
def test_a_judgement_is_whole(verdict: str, message: str) -> None:
    with pytest.raises(AnswerError, match=message):
        read_answer(Judgement, judged(verdict))


@pytest.mark.parametrize("shape", [Transformation, Judgement])
def test_the_schema_is_one_that_structured_output_takes(shape: type[Transformation | Judgement]) -> None:
    """Every object names all its properties as required and allows no others; nothing has a default."""
    schema = answer_schema(shape)
    objects = [schema, *schema["$defs"].values()]
    assert {"title", "topic", "goal", "situation", "goals", "assistant_prompt"} in [
        set(node["properties"]) for node in objects
    ]
    for node in objects:
        assert node["required"] == list(node["properties"])
        assert node["additionalProperties"] is False
        assert not any({"default", "title", "description"} & set(part) for part in (node, *node["properties"].values()))
