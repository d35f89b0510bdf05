import base64

from agent.models.base import (
    AssistantMessage,
    Message,
    ToolCallMessage,
    ToolResultMessage,
    UserMessage,
    Utterance,
)
from agent.models.chat.messages import NOTHING_HEARD
from agent.models.fakes import tone
from agent.models.realtime.items import Held, change, wire_item

GREETING = AssistantMessage("Hello.")
SPOKEN = UserMessage((Utterance(1, tone(0.1)),))
CALL = ToolCallMessage("c", "set_light", '{"on": true}')
RESULT = ToolResultMessage("c", "set_light", "{}", ok=True)


def held(*messages: Message) -> list[Held]:
    return [Held(f"item-{number}", message) for number, message in enumerate(messages, 1)]


def test_what_is_alike_stays_and_the_rest_is_added() -> None:
    has = held(GREETING, SPOKEN)
    todo = change(has, (GREETING, SPOKEN, CALL, RESULT))
    assert (todo.kept, todo.forgotten, todo.added) == (tuple(has), (), (CALL, RESULT))


def test_words_that_became_known_change_nothing() -> None:
    has = held(SPOKEN)
    assert change(has, (UserMessage(SPOKEN.utterances, "light on"),)).kept == tuple(has)


def test_an_answer_that_was_cut_is_replaced_by_what_was_heard() -> None:
    has = held(SPOKEN, AssistantMessage(" The light is on. Anything else?"))
    heard, again = AssistantMessage("The light is"), UserMessage((Utterance(2, tone(0.2)),))
    todo = change(has, (SPOKEN, heard, again))
    assert (todo.kept, todo.forgotten, todo.added) == ((has[0],), (has[1],), (heard, again))


def test_white_space_is_no_difference() -> None:
    has = held(AssistantMessage(" The light  is on."))
    assert change(has, (AssistantMessage("The light is on."),)).kept == tuple(has)


def test_a_turn_that_went_on_is_heard_anew() -> None:
    longer = UserMessage((*SPOKEN.utterances, Utterance(2, tone(0.2))))
    assert change(held(GREETING, SPOKEN), (GREETING, longer)).added == (longer,)


def test_items_as_the_session_reads_them() -> None:
    heard = wire_item(SPOKEN, "i1")
    assert (heard["role"], heard["content"][0]["type"]) == ("user", "input_audio")
    assert base64.b64decode(heard["content"][0]["audio"]) == SPOKEN.utterances[0].audio.pcm
    assert wire_item(UserMessage(()), "i2")["content"] == [{"type": "input_text", "text": NOTHING_HEARD}]
    assert wire_item(GREETING, "i3")["content"] == [{"type": "output_text", "text": "Hello."}]
    assert wire_item(CALL, "i4")["name"] == "set_light"
    assert wire_item(ToolCallMessage("c", "t", "{broken"), "i5")["arguments"] == "{}"
    assert wire_item(RESULT, "i6") == {"id": "i6", "type": "function_call_output", "call_id": "c", "output": "{}"}
