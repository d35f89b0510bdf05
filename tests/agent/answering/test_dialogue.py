from agent.answering.dialogue import Dialogue
from agent.models.base import (
    AssistantMessage,
    Audio,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    UserMessage,
    Utterance,
)


def utterance(number: int) -> Utterance:
    return Utterance(number, Audio(bytes(2), 24_000))


def test_a_turn_has_instructions_messages_and_tools() -> None:
    dialogue = Dialogue("Be kind.")
    dialogue.say().text = "Hello!"
    dialogue.hear((utterance(1),))
    tool = ToolSpec("look", "Looks.", {})
    turn = dialogue.turn((tool,))
    assert turn.instructions == "Be kind."
    assert turn.messages == (AssistantMessage("Hello!"), UserMessage((utterance(1),)))
    assert turn.tools == (tool,)


def test_what_was_not_answered_joins_what_is_said_next() -> None:
    dialogue = Dialogue("")
    dialogue.hear((utterance(1),))
    dialogue.transcribe("hel")
    dialogue.hear((utterance(2),))
    assert dialogue.messages == (UserMessage((utterance(1), utterance(2))),)
    assert dialogue.last_utterances == (1, 2)


def test_words_without_their_audio_stand_for_themselves() -> None:
    dialogue = Dialogue("", (UserMessage((), "what is on today"),))
    assert dialogue.awaits_answer
    dialogue.hear((utterance(2),))
    assert dialogue.messages == (UserMessage((), "what is on today"), UserMessage((utterance(2),)))


def test_a_reply_that_nobody_heard_is_no_answer() -> None:
    dialogue = Dialogue("")
    dialogue.hear((utterance(1),))
    said = dialogue.say()
    said.text = "I was about to say"
    said.text = ""
    dialogue.hear((utterance(2),))
    assert dialogue.messages == (UserMessage((utterance(1), utterance(2))),)


def test_a_reply_is_cut_where_it_was_said() -> None:
    dialogue = Dialogue("")
    dialogue.hear((utterance(1),))
    said = dialogue.say()
    said.text = "Let me tell you"
    dialogue.hear((utterance(2),))
    said.text = "Let me"
    assert dialogue.messages == (UserMessage((utterance(1),)), AssistantMessage("Let me"), UserMessage((utterance(2),)))


def test_the_transcript_belongs_to_the_last_message_of_the_user() -> None:
    dialogue = Dialogue("")
    dialogue.hear((utterance(1),))
    dialogue.call_tool(ToolCallMessage("c1", "look", "{}"))
    dialogue.return_tool(ToolResultMessage("c1", "look", "[]", ok=True))
    dialogue.transcribe("look around")
    assert dialogue.messages[0] == UserMessage((utterance(1),), "look around")


def test_who_has_the_last_word() -> None:
    assert not Dialogue("").awaits_answer
    dialogue = Dialogue("")
    dialogue.hear((utterance(1),))
    assert dialogue.awaits_answer
    dialogue.call_tool(ToolCallMessage("c1", "look", "{}"))
    dialogue.return_tool(ToolResultMessage("c1", "look", "[]", ok=True))
    assert dialogue.awaits_answer
    dialogue.say().text = "Nothing there."
    assert not dialogue.awaits_answer
