import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from agent.models.base import (
    AssistantMessage,
    Delta,
    ModelError,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    Usage,
    UserMessage,
)
from agent.models.text.openai_compatible import OpenAICompatibleTextModel
from tests.emulators.openai_chat import Answer, Call, Fault, OpenAIChatEmulator, openai_chat

TOOL = ToolSpec("set_light", "Switch a light.", {"type": "object", "properties": {"on": {"type": "boolean"}}})
TURN = Turn("Be kind.", (UserMessage((), "Hello"),), (TOOL,))


@asynccontextmanager
async def model_on(*answers: Answer) -> AsyncIterator[tuple[OpenAICompatibleTextModel, OpenAIChatEmulator]]:
    async with openai_chat(*answers) as emulator:
        model = OpenAICompatibleTextModel(base_url=emulator.base_url, model="tiny-chat", api_key="key-1")
        yield model, emulator
        await model.aclose()


async def reply(model: OpenAICompatibleTextModel, turn: Turn = TURN) -> list[Delta]:
    return [delta async for delta in model.reply(turn)]


async def test_text_comes_as_it_is_written_and_usage_last() -> None:
    async with model_on(Answer(("Hel", "lo."))) as (model, emulator):
        assert await reply(model) == [
            TextDelta("Hel"),
            TextDelta("lo."),
            Usage("tiny-chat-7b", {"input_tokens": 12.0, "output_tokens": 5.0}),
        ]
    sent = emulator.requests[0]
    assert sent["messages"] == [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hello"}]
    assert sent["tools"][0]["function"]["parameters"] == dict(TOOL.parameters)
    assert (sent["model"], sent["stream"], emulator.keys) == ("tiny-chat", True, ["Bearer key-1"])


async def test_a_server_without_usage_still_names_its_model() -> None:
    async with model_on(Answer(("Hi.",), usage=False)) as (model, _):
        assert (await reply(model))[-1] == Usage("tiny-chat-7b", {})


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (Answer(calls=(Call("set_light", {"on": True}),)), [("call_abc", {"on": True})]),
        (Answer(calls=(Call("set_light", '{"on": true}'),), whole_calls=True), [("call_abc", {"on": True})]),
        (Answer(calls=(Call("set_light", {"on": True}),), whole_calls=True), [("call_abc", {"on": True})]),
        (Answer(calls=(Call("set_light", "", call_id=None),), whole_calls=True), [("call-1", {})]),
        (
            Answer(calls=(Call("set_light", {"on": True}, "a", 0), Call("set_light", {"on": False}, "b", 1))),
            [("a", {"on": True}), ("b", {"on": False})],
        ),
        (
            Answer(
                calls=(Call("set_light", '{"on": true}', "a", 0), Call("set_light", '{"on": false}', "b", 0)),
                whole_calls=True,
            ),
            [("a", {"on": True}), ("b", {"on": False})],
        ),
    ],
    ids=["in parts", "whole", "arguments as an object", "no id, no arguments", "two in parts", "two, all numbered 0"],
)
async def test_tool_calls_come_whole_however_they_are_cut(answer: Answer, calls: list[tuple[str, object]]) -> None:
    async with model_on(answer) as (model, _):
        made = [delta for delta in await reply(model) if isinstance(delta, ToolCall)]
    assert [(call.call_id, json.loads(call.arguments)) for call in made] == calls
    assert {call.tool for call in made} == {"set_light"}


async def test_calls_and_results_go_back_in_the_form_that_endpoints_read() -> None:
    messages = (
        AssistantMessage("Hello!"),
        UserMessage((), "Lights off, and the fan"),
        ToolCallMessage("a", "set_light", '{"on": false}'),
        ToolResultMessage("a", "set_light", '{"set": 1}', ok=True),
        ToolCallMessage("b", "set_light", "{}"),
        ToolResultMessage("b", "set_light", '{"error": "no"}', ok=False),
        AssistantMessage("Done."),
        UserMessage((), ""),
    )
    async with model_on(Answer(("Yes?",))) as (model, emulator):
        await reply(model, Turn("Be kind.", messages, (TOOL,)))
    sent = emulator.requests[0]["messages"][1:]
    assert [message["role"] for message in sent] == [
        "assistant", "user", "assistant", "tool", "assistant", "tool", "assistant", "user",
    ]  # fmt: skip
    assert sent[2]["tool_calls"][0] == {
        "id": "a",
        "type": "function",
        "function": {"name": "set_light", "arguments": '{"on": false}'},
    }
    assert sent[5] == {"role": "tool", "tool_call_id": "b", "content": '{"error": "no"}'}
    assert sent[-1]["content"]


async def test_arguments_that_are_no_json_do_not_go_back() -> None:
    """Servers refuse the whole history with them, so one slip would end the conversation."""
    slip = (ToolCallMessage("c1", "set_light", '{"on": tru'), ToolResultMessage("c1", "set_light", "{}", False))
    async with model_on(Answer(("Sorry.",))) as (model, emulator):
        await reply(model, Turn("Be kind.", (*TURN.messages, *slip), (TOOL,)))
    [call] = emulator.requests[0]["messages"][2]["tool_calls"]
    assert call["function"] == {"name": "set_light", "arguments": "{}"}


async def test_thoughts_are_not_spoken() -> None:
    async with model_on(Answer(("<th", "ink>The user", " greets.</thi", "nk>Hello", " <b>there"))) as (model, _):
        said = "".join(delta.text for delta in await reply(model) if isinstance(delta, TextDelta))
    assert said == "Hello <b>there"


@pytest.mark.parametrize("fault", ["status_500", "status_429", "cut", "garbage", "error_event"])
async def test_what_breaks_is_a_model_error(fault: Fault) -> None:
    async with model_on(Answer(("One ", "two ", "three."), fault=fault)) as (model, _):
        with pytest.raises(ModelError):
            await reply(model)


async def test_nobody_listening_is_a_model_error() -> None:
    model = OpenAICompatibleTextModel(base_url="http://127.0.0.1:9/v1", model="tiny-chat")
    with pytest.raises(ModelError, match="tiny-chat"):
        await reply(model)
    await model.aclose()


async def test_leaving_a_reply_early_ends_the_request() -> None:
    async with model_on(Answer(("One ", "two ", "three."), fault="stall")) as (model, emulator):
        stream = model.reply(TURN)
        assert await anext(stream) == TextDelta("One ")
        task = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(emulator.left.wait(), 5)
