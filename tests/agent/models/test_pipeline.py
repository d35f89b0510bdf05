from collections.abc import AsyncIterator

import pytest

from agent.models.base import (
    AssistantMessage,
    Audio,
    Delta,
    Message,
    ModelError,
    TextDelta,
    ToolCallMessage,
    ToolResultMessage,
    Turn,
    UserMessage,
    UserTranscript,
    Utterance,
)
from agent.models.pipeline import Pipeline


class Ears:
    """Hears the bytes of the audio as text."""

    def __init__(self) -> None:
        self.anticipated: list[bytes] = []
        self.recognised: list[bytes] = []
        self.deaf = False

    def anticipate(self, audio: Audio) -> None:
        self.anticipated.append(audio.pcm)

    async def recognise(self, audio: Audio) -> str:
        if self.deaf:
            raise ModelError("deaf")
        self.recognised.append(audio.pcm)
        return audio.pcm.decode().strip()


class Answers:
    """Says how many messages it saw and the last words of the user."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.closed = False

    async def reply(self, turn: Turn) -> AsyncIterator[Delta]:
        self.turns.append(turn)
        yield TextDelta("An answer.")

    async def aclose(self) -> None:
        self.closed = True


def utterance(number: int, words: str) -> Utterance:
    return Utterance(number, Audio(words.encode(), 16_000))


async def respond(pipeline: Pipeline, *messages: Message) -> list[Delta]:
    return [delta async for delta in pipeline.respond(Turn("Be kind.", messages))]


async def test_all_utterances_of_the_turn_are_heard_and_told_once() -> None:
    ears, text_model = Ears(), Answers()
    turn = (AssistantMessage("Hi."), UserMessage((utterance(1, "turn it "), utterance(2, "  "), utterance(3, "off"))))
    assert await respond(Pipeline(ears, text_model), *turn) == [UserTranscript("turn it off"), TextDelta("An answer.")]
    assert text_model.turns[0].messages[1] == UserMessage(turn[1].utterances, "turn it off")


async def test_a_turn_that_went_on_keeps_what_was_recognised() -> None:
    ears = Ears()
    pipeline = Pipeline(ears, Answers())
    await respond(pipeline, UserMessage((utterance(1, "turn"),)))
    assert (await respond(pipeline, UserMessage((utterance(1, "turn"), utterance(2, "off")))))[0] == UserTranscript(
        "turn off"
    )
    assert ears.recognised == [b"turn", b"off"]


async def test_words_that_are_known_are_not_told_again() -> None:
    ears = Ears()
    messages = (
        UserMessage((utterance(1, "off"),), "off"),
        ToolCallMessage("a", "t", "{}"),
        ToolResultMessage("a", "t", "{}", ok=True),
    )
    assert await respond(Pipeline(ears, Answers()), *messages) == [TextDelta("An answer.")]
    assert ears.recognised == []


async def test_nothing_heard_is_told_as_nothing() -> None:
    assert (await respond(Pipeline(Ears(), Answers()), UserMessage((utterance(1, " "),))))[0] == UserTranscript("")


async def test_a_failed_recognition_is_asked_for_again() -> None:
    ears = Ears()
    pipeline = Pipeline(ears, Answers())
    ears.deaf = True
    with pytest.raises(ModelError, match="deaf"):
        await respond(pipeline, UserMessage((utterance(1, "off"),)))
    ears.deaf = False
    assert UserTranscript("off") in await respond(pipeline, UserMessage((utterance(1, "off"),)))


async def test_anticipation_reaches_the_recogniser_and_closing_closes_all() -> None:
    ears, text_model, closed = Ears(), Answers(), []

    async def on_close() -> None:
        closed.append(True)

    pipeline = Pipeline(ears, text_model, on_close=on_close)
    pipeline.anticipate(utterance(1, "off"))
    await pipeline.aclose()
    assert (ears.anticipated, text_model.closed, closed) == ([b"off"], True, [True])
