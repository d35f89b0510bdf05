import json
from collections.abc import AsyncIterator

from agent.models.base import (
    AssistantMessage,
    Audio,
    AudioDelta,
    Capabilities,
    Delta,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    Usage,
    UserMessage,
    UserTranscript,
    Utterance,
    VoiceModel,
)
from agent.models.prompted_tools import PromptedTools, told

TOOL = ToolSpec("set_light", "Switch a light.", {"type": "object", "properties": {"on": {"type": "boolean"}}})
CALL = '<tool_call>{"name": "set_light", "arguments": {"on": true}}</tool_call>'
SOUND = AudioDelta(Audio(b"\1\0", 24_000))
USAGE = Usage("m", {})


class Says(VoiceModel):
    """Answers every turn with the same deltas, and keeps the turns."""

    capabilities = Capabilities(kind="end_to_end", audio_out=True)

    def __init__(self, *deltas: Delta) -> None:
        self._deltas = deltas
        self.turns: list[Turn] = []
        self.anticipated: list[Utterance] = []
        self.closed = False

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        self.turns.append(turn)
        for delta in self._deltas:
            yield delta

    def anticipate(self, utterance: Utterance) -> None:
        self.anticipated.append(utterance)

    async def aclose(self) -> None:
        self.closed = True


async def answer(*deltas: Delta, turn: Turn | None = None) -> list[Delta]:
    model = PromptedTools(Says(*deltas))
    return [delta async for delta in model.respond(turn or Turn("Be kind.", (UserMessage((), "Hi"),), (TOOL,)))]


async def test_a_call_is_neither_said_nor_heard() -> None:
    assert await answer(TextDelta(CALL[:20]), SOUND, TextDelta(CALL[20:]), SOUND, USAGE) == [
        ToolCall("call-1", "set_light", '{"on": true}'),
        USAGE,
    ]


async def test_words_and_sound_pass_as_they_come() -> None:
    deltas = (UserTranscript("hi"), TextDelta("Hello "), SOUND, TextDelta("there."), SOUND, USAGE)
    assert await answer(*deltas) == list(deltas)


async def test_sound_that_comes_first_waits_for_the_words() -> None:
    assert await answer(SOUND, TextDelta("Hello."), USAGE) == [TextDelta("Hello."), SOUND, USAGE]
    assert await answer(SOUND, USAGE) == [SOUND, USAGE]


async def test_sound_after_a_call_is_the_calls() -> None:
    assert await answer(TextDelta("One moment. "), SOUND, TextDelta(CALL), SOUND, USAGE) == [
        TextDelta("One moment. "),
        SOUND,
        ToolCall("call-1", "set_light", '{"on": true}'),
        USAGE,
    ]


async def test_calls_are_counted_through_the_conversation() -> None:
    turn = Turn(
        "Be kind.", (ToolCallMessage("x", "set_light", "{}"), ToolResultMessage("x", "set_light", "1", ok=True))
    )
    assert (await answer(TextDelta(CALL), turn=turn))[0] == ToolCall("call-2", "set_light", '{"on": true}')


def test_the_model_is_told_in_words_alone() -> None:
    messages = (
        UserMessage((), "Light on."),
        ToolCallMessage("x", "set_light", '{"on": true}'),
        ToolResultMessage("x", "set_light", '{"on": true}', ok=True),
    )
    turn = told(Turn("Be kind.", messages, (TOOL,)))
    assert turn.messages == (
        messages[0],
        AssistantMessage(CALL),
        UserMessage((), '<tool_response>{"on": true}</tool_response>'),
    )
    assert turn.tools == ()
    assert turn.instructions.startswith("Be kind.\n\nYou can use these tools")
    listed = json.loads(turn.instructions.splitlines()[3])
    assert (listed["name"], listed["parameters"]) == ("set_light", dict(TOOL.parameters))


def test_without_tools_nothing_is_added() -> None:
    turn = Turn("Be kind.", (UserMessage((), "Hi"),))
    assert told(turn) == turn


async def test_the_model_within_is_reached() -> None:
    within = Says()
    model = PromptedTools(within)
    heard = Utterance(1, Audio(b"", 24_000))
    model.anticipate(heard)
    await model.aclose()
    assert (within.anticipated, within.closed) == ([heard], True)
    assert (model.capabilities.native_tools, model.capabilities.audio_out) == (False, True)
