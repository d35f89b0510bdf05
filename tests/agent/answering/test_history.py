from agent.answering.dialogue import Dialogue
from agent.answering.history import LONGEST_AUDIO_S, MOST_UTTERANCES, recent
from agent.models.base import (
    AssistantMessage,
    Audio,
    Message,
    ToolCallMessage,
    ToolResultMessage,
    UserMessage,
    Utterance,
)

RATE = 100  # a second of it is 200 bytes
GREETING = AssistantMessage("Hello.")


def spoken(seconds: float, *, words: str | None = None, pieces: int = 1) -> UserMessage:
    audio = Audio(bytes(round(2 * RATE * seconds / pieces)), RATE)
    return UserMessage(tuple(Utterance(number, audio) for number in range(1, pieces + 1)), words)


def test_a_dialogue_within_the_bounds_is_given_whole() -> None:
    messages: tuple[Message, ...] = (
        GREETING,
        spoken(LONGEST_AUDIO_S / 2),
        AssistantMessage("Yes."),
        spoken(LONGEST_AUDIO_S / 2),
    )
    assert recent(messages) == messages


def test_the_oldest_exchanges_are_left_out_whole() -> None:
    call, result = ToolCallMessage("c", "t", "{}"), ToolResultMessage("c", "t", "1", ok=True)
    kept = (spoken(LONGEST_AUDIO_S - 10), AssistantMessage("Fine."), spoken(5))
    assert recent((GREETING, spoken(20), call, result, AssistantMessage("Done."), *kept)) == kept


def test_many_short_turns_are_bounded_too() -> None:
    messages = [spoken(0.1) for _ in range(MOST_UTTERANCES + 5)]
    assert recent(messages) == tuple(messages[5:])


def test_the_last_turn_stays_however_long_it_is() -> None:
    last = spoken(2 * LONGEST_AUDIO_S, pieces=MOST_UTTERANCES + 1)
    assert recent((spoken(1), AssistantMessage("Yes?"), last)) == (last,)


def test_who_reads_words_is_given_no_more() -> None:
    heard = [spoken(LONGEST_AUDIO_S), spoken(1)]
    read = [spoken(LONGEST_AUDIO_S, words="so long"), spoken(1, words="so short")]
    assert len(recent(heard)) == len(recent(read)) == 1


def test_the_dialogue_gives_a_model_what_is_recent_and_keeps_the_rest() -> None:
    messages = (spoken(LONGEST_AUDIO_S), AssistantMessage("Yes?"), spoken(1))
    dialogue = Dialogue("Be kind.", messages)
    assert dialogue.turn(()).messages == messages[2:]
    assert dialogue.messages == messages
