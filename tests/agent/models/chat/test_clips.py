import pytest

from agent.models.base import AssistantMessage, Audio, Message, UserMessage, Utterance
from agent.models.chat.clips import Clips
from agent.models.chat.messages import NO_LONGER_HEARD, Reader
from agent.models.wire_audio import HEARING_RATE
from tests.agent.models.chat.test_messages import sent


def spoken(*seconds: float, words: str | None = None) -> UserMessage:
    audio = (Audio(bytes(2 * round(length * HEARING_RATE)), HEARING_RATE) for length in seconds)
    return UserMessage(tuple(Utterance(number, each) for number, each in enumerate(audio, 1)), words)


DIALOGUE: tuple[Message, ...] = (
    AssistantMessage("Hello."), spoken(1), AssistantMessage("Yes?"), spoken(2, 3), AssistantMessage("And?"), spoken(4),
)  # fmt: skip


def lengths(clips: Clips) -> dict[int, list[float]]:
    return {place: [clip.duration_s for clip in sent] for place, sent in clips.sent(DIALOGUE).items()}


def test_without_bounds_every_utterance_is_a_clip() -> None:
    assert lengths(Clips()) == {1: [1], 3: [2, 3], 5: [4]}


def test_the_newest_turns_fit_and_their_utterances_are_one_clip() -> None:
    assert lengths(Clips(most=2)) == {3: [pytest.approx(5.3)], 5: [4]}
    assert lengths(Clips(most=1)) == {5: [4]}


def test_long_clips_are_cut() -> None:
    assert lengths(Clips(longest_s=1.5)) == {1: [1], 3: [1.5, 0.5, 1.5, 1.5], 5: [1.5, 1.5, 1]}


def test_what_does_not_fit_is_said_in_words() -> None:
    wire = sent(Reader(hears=True, clips=Clips(most=1)), spoken(1), spoken(1, words="light on"), spoken(1))
    assert [message["content"] for message in wire[:2]] == [NO_LONGER_HEARD, "light on"]
    assert wire[2]["content"][0]["type"] == "input_audio"
