from typing import Any

from agent.models.base import (
    AssistantMessage,
    Message,
    ToolCallMessage,
    ToolResultMessage,
    Turn,
    UserMessage,
    Utterance,
)
from agent.models.chat.messages import CALL_BEGINS, CUT_SHORT, NOTHING_HEARD, Reader
from agent.models.fakes import tone

GREETING = AssistantMessage("Hello.")
CALL = ToolCallMessage("c", "set_light", '{"on": true}')
RESULT = ToolResultMessage("c", "set_light", "{}", ok=True)
SPOKEN = UserMessage((Utterance(1, tone(0.1)), Utterance(2, tone(0.1))), "light on")


def sent(reader: Reader, *messages: Message) -> list[dict[str, Any]]:
    """What is sent behind the system prompt."""
    first, *rest = reader.messages(Turn("Be kind.", messages))
    assert first == {"role": "system", "content": "Be kind."}
    return rest


def roles(wire: list[dict[str, Any]]) -> list[str]:
    return [message["role"] for message in wire]


def test_who_hears_is_sent_every_utterance() -> None:
    (said,) = sent(Reader(hears=True), SPOKEN)
    assert [part["type"] for part in said["content"]] == ["input_audio", "input_audio"]
    assert {part["input_audio"]["format"] for part in said["content"]} == {"wav"}


def test_who_reads_is_sent_words() -> None:
    assert sent(Reader(), SPOKEN) == [{"role": "user", "content": "light on"}]


def test_words_stand_for_audio_that_is_gone_and_for_nothing_heard() -> None:
    lost, unheard = UserMessage((), "light on"), UserMessage((), None)
    assert [message["content"] for message in sent(Reader(hears=True), lost, unheard)] == ["light on", NOTHING_HEARD]


def test_strict_roles_begin_with_the_user() -> None:
    assert sent(Reader(strict_roles=True), GREETING, SPOKEN) == [
        {"role": "user", "content": CALL_BEGINS},
        {"role": "assistant", "content": "Hello."},
        {"role": "user", "content": "light on"},
    ]


def test_strict_roles_are_in_turns() -> None:
    dialogue = (
        SPOKEN,
        AssistantMessage("One moment."),
        CALL,
        RESULT,
        SPOKEN,
        AssistantMessage("A"),
        AssistantMessage("B"),
    )
    wire = sent(Reader(strict_roles=True), *dialogue)
    assert roles(wire) == ["user", "assistant", "tool", "assistant", "user", "assistant"]
    assert (wire[1]["content"], wire[1]["tool_calls"][0]["id"]) == ("One moment.", "c")
    assert (wire[3]["content"], wire[5]["content"]) == (CUT_SHORT, "A\nB")


def test_strict_roles_join_words_and_audio() -> None:
    (said,) = sent(Reader(hears=True, strict_roles=True), UserMessage((), "result"), SPOKEN)
    assert [part["type"] for part in said["content"]] == ["text", "input_audio", "input_audio"]


def test_other_endpoints_are_sent_the_dialogue_as_it_was() -> None:
    assert roles(sent(Reader(), GREETING, GREETING, SPOKEN)) == ["assistant", "assistant", "user"]
