"""The script's state is a function of the messages alone."""

import json
import sys
from datetime import UTC, datetime
from types import FrameType

import pytest

from agent.models.base import (
    AssistantMessage,
    Delta,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    Turn,
    Usage,
    UserMessage,
)
from agent.models.text.script.conversation import Conversation
from agent.models.text.script.model import ScriptedTextModel
from tests.agent.models.text.script.playing import rehearse

SENTENCES = {
    "calendar-01": [
        "What's on Thursday?",
        "Move the dentist to Thursday.",
        "4:15 pm",
        "Tell me a joke.",
        "No, Friday.",
    ],
    "shopping-01": ["What coffee is there?", "Two bags of it.", "the house blend", "and oat milk", "what's the total"],
    "open-chat-01": [
        "Hi.",
        "I'm Alex.",
        "I like gardening.",
        "What's my name?",
        "Let's play a game.",
        "Guess a number",
    ],
    "goal-001": ["I have a sunny window.", "Which plants would suit me?", "How often do I water?", "Sum it up."],
}


async def reply(model: ScriptedTextModel, turn: Turn) -> list[Delta]:
    return [delta async for delta in model.reply(turn)]


@pytest.mark.parametrize("name", SENTENCES)
async def test_another_process_carries_on_as_if_nothing_had_happened(name: str) -> None:
    whole, taken_over = rehearse(name), rehearse(name)
    for sentence in SENTENCES[name]:
        expected = await whole.say(sentence)
        taken_over._model = ScriptedTextModel()  # a new process for every sentence
        assert await taken_over.say(sentence) == expected


async def test_a_turn_that_went_on_is_answered_as_one() -> None:
    rehearsal = rehearse("calendar-01")
    model, turn = ScriptedTextModel(), rehearsal.turn
    await reply(model, Turn(turn.instructions, (UserMessage((), "Move the dentist"),), turn.tools))
    joined = Turn(turn.instructions, (UserMessage((), "Move the dentist to Thursday at 4:15."),), turn.tools)
    assert [d.tool for d in await reply(model, joined) if isinstance(d, ToolCall)] == ["calendar_find_entries"]


async def test_results_that_nobody_was_told_of_are_told_with_the_next_answer() -> None:
    rehearsal = rehearse("smart-home-01")
    await rehearsal.say("Turn off all the lights.")
    messages = [m for m in rehearsal.messages if not isinstance(m, AssistantMessage)]
    messages.append(UserMessage((), "And lock the front door."))
    deltas = await reply(ScriptedTextModel(), Turn(rehearsal.turn.instructions, tuple(messages), rehearsal.turn.tools))
    assert [d.tool for d in deltas if isinstance(d, ToolCall)] == ["smart_home_list_devices"]


async def test_an_interrupted_call_is_not_spoken_of() -> None:
    rehearsal = rehearse("smart-home-01")
    call = ToolCallMessage("call-1", "smart_home_set_all_lights", '{"on": false}')
    result = ToolResultMessage("call-1", call.tool, json.dumps({"error": "interrupted by the user"}), ok=False)
    messages = (UserMessage((), "Turn off all the lights."), call, result, UserMessage((), "Thank you."))
    deltas = await reply(ScriptedTextModel(), Turn(rehearsal.turn.instructions, messages, rehearsal.turn.tools))
    assert "interrupted" not in "".join(d.text for d in deltas if isinstance(d, TextDelta))


async def test_without_tools_left_it_speaks() -> None:
    rehearsal = rehearse("calendar-01")
    turn = rehearsal.turn
    model = ScriptedTextModel()
    first = Turn(turn.instructions, (UserMessage((), "What's on Thursday?"),), turn.tools)
    (call,) = [delta for delta in await reply(model, first) if isinstance(delta, ToolCall)]
    made = ToolCallMessage(call.call_id, call.tool, call.arguments)
    result = ToolResultMessage(call.call_id, call.tool, '{"error": "the tool failed"}', ok=False)
    deltas = await reply(model, Turn(turn.instructions, (*first.messages, made, result), ()))
    assert any(isinstance(delta, TextDelta) for delta in deltas)
    assert not any(isinstance(delta, ToolCall) for delta in deltas)


async def test_sentences_come_one_by_one_and_usage_last() -> None:
    deltas = await reply(ScriptedTextModel(), Turn("Be kind.", (UserMessage((), "Tell me a joke."),)))
    assert len([delta for delta in deltas if isinstance(delta, TextDelta)]) > 1
    assert deltas[-1] == Usage("script-1")


async def test_output_of_a_tool_that_is_no_json_is_survived() -> None:
    rehearsal = rehearse("calendar-01")
    turn = rehearsal.turn
    model = ScriptedTextModel()
    first = Turn(turn.instructions, (UserMessage((), "What's on Thursday?"),), turn.tools)
    await reply(model, first)
    made = ToolCallMessage("call-1", "calendar_list_entries", "{}")
    result = ToolResultMessage("call-1", made.tool, "<html>", ok=True)
    deltas = await reply(model, Turn(turn.instructions, (*first.messages, made, result), turn.tools))
    assert any(isinstance(delta, TextDelta) for delta in deltas)


def calls_made(name: str, words: str) -> int:
    """How many functions are called to answer these words: the work, whatever the machine."""
    turn, n_calls = rehearse(name).turn, 0
    heard = Turn(turn.instructions, (UserMessage((), words),), turn.tools)
    conversation = Conversation(heard, now=datetime(2026, 6, 1, 12, tzinfo=UTC))

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal n_calls
        n_calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        conversation.answer(heard)
    finally:
        sys.setprofile(before)
    return n_calls


@pytest.mark.parametrize("name", ["calendar-01", "open-chat-01", "goal-001"])
def test_of_a_long_speech_only_the_end_is_parsed(name: str) -> None:
    sentence = "well there is the dentist on Thursday at three and then maybe we could move it or not "
    short, long = sentence * 9, sentence * 250
    calls_made(name, short)  # what is kept for later is worked out once
    assert calls_made(name, long) - calls_made(name, short) < 8 * len(long.split())
