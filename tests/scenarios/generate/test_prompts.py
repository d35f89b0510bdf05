"""The examples that the writer sees keep the rules that it is told."""

import json
from typing import get_args

import pytest

from scenarios.generate.drafts import Reason, Transformation, read_answer
from scenarios.generate.making import scenario_of
from scenarios.generate.prompts import EXCERPT_CHARACTERS, again, transform_messages, validate_messages
from scenarios.generate.records import Record, Said

RECORD = Record("r1", (Said("user", "How do kites fly?"), Said("assistant", "x" * 5000)), "English", False, False)
MESSAGES = transform_messages(RECORD)
EXAMPLES = list(zip(MESSAGES[1:-1:2], MESSAGES[2:-1:2], strict=True))


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_is_a_good_answer(number: int) -> None:
    shown, answered = EXAMPLES[number]
    assert (shown["role"], answered["role"]) == ("user", "assistant")
    answer = read_answer(Transformation, answered["content"])
    if answer.scenario is not None:
        record = Record("r1", (Said("user", shown["content"]),), "English", False, False)
        assert scenario_of(answer.scenario, record).topic == answer.scenario.topic


def test_examples_accept_and_reject() -> None:
    decisions = [json.loads(answered["content"])["decision"] for _, answered in EXAMPLES]
    assert decisions.count("accept") >= 3
    assert decisions.count("reject") >= 3


def test_both_prompts_name_every_reason() -> None:
    drafted = read_answer(Transformation, EXAMPLES[0][1]["content"]).scenario
    assert drafted is not None
    for messages in (MESSAGES, validate_messages(drafted)):
        assert not [reason for reason in get_args(Reason) if f"`{reason}`" not in messages[0]["content"]]


def test_a_record_is_shortened_and_marked_as_material() -> None:
    said = MESSAGES[-1]["content"]
    assert said.startswith("<record>\nuser: How do kites fly?\nassistant: xxx")
    assert said.endswith(" ...\n</record>")
    assert len(said) < 2 * EXCERPT_CHARACTERS


def test_many_messages_are_cut() -> None:
    said = tuple(Said("user", f"Message {number}") for number in range(10))
    told = transform_messages(Record("r1", said, "English", False, False))[-1]["content"]
    assert "Message 5" in told
    assert "Message 6" not in told
    assert "(4 more messages)" in told


def test_a_second_try_knows_what_was_wrong() -> None:
    *_, answer, fault = again(MESSAGES, "{", "the answer: Invalid JSON")
    assert answer == {"role": "assistant", "content": "{"}
    assert "the answer: Invalid JSON" in fault["content"]
