"""From deltas to marked audio: what a reply holds while it is made, when it ends, and when it breaks off."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.answering.dialogue import Dialogue
from agent.models.base import AssistantMessage, Audio, ModelError, Voice
from agent.models.fakes import RATE, ToneVoice, tone
from agent.speaking.mouth import Mouth, Speaking
from agent.speaking.reply import SpokenReply, reply_of
from agent.speaking.sentences import SENTENCE_PAUSE_S
from tests.support.virtual_time import run_virtual


class Lips:
    """A mouth, and which replies it told to have become audible."""

    def __init__(self, voice: Voice | None = None, *, first_number: int = 1) -> None:
        self.dialogue = Dialogue("Be kind.")
        self.began: list[SpokenReply] = []
        self.mouth = Mouth(
            voice=voice or ToneVoice(),
            dialogue=self.dialogue,
            first_number=first_number,
            on_first_audio=self.began.append,
            now_s=lambda: asyncio.get_running_loop().time(),
        )


async def played(speaking: Speaking) -> tuple[str, float]:
    """Play all of it: the words that its frames bring along, and how long they last."""
    words, seconds = "", 0.0
    async for frame in speaking.frames:
        marked = reply_of(frame)
        assert marked is not None
        assert marked[0] is speaking.reply
        words += marked[1]
        seconds += frame.duration
    return words, seconds


def test_text_becomes_audio_that_carries_its_words() -> None:
    async def main() -> None:
        lips = Lips()
        speaking = lips.mouth.open("answer", turn=3)
        assert speaking.silent
        for piece in ("Good mor", "ning to you. ", "How are ", "you?"):
            speaking.write(piece)
        await speaking.end()
        words, seconds = await played(speaking)
        assert words == speaking.reply.said.text == "Good morning to you. How are you?"
        assert seconds > 1.0
        assert (speaking.reply.turn, speaking.error, speaking.silent) == (3, None, False)
        assert lips.began == [speaking.reply]
        assert lips.dialogue.messages == (AssistantMessage("Good morning to you. How are you?"),)

    run_virtual(main())


@given(st.lists(st.sampled_from(["Hello", " there. ", "Fine, ", "thanks! ", "3.5 ", "\n", "Dr. ", "..."]), max_size=12))
def test_no_word_is_lost_however_it_is_written(pieces: list[str]) -> None:
    async def main() -> None:
        speaking = Lips().mouth.open("answer")
        for piece in pieces:
            speaking.write(piece)
        await speaking.end()
        words, seconds = await played(speaking)
        text = "".join(pieces)
        assert speaking.reply.said.text == text
        assert text.startswith(words)
        assert not any(c.isalnum() for c in text[len(words) :])
        assert speaking.silent is (seconds == 0)

    run_virtual(main())


def test_a_model_that_speaks_itself_needs_no_voice() -> None:
    async def main() -> None:
        lips = Lips(ToneVoice(fails=True))
        speaking = lips.mouth.open("answer", speaks_itself=True)
        speaking.write("A tone.")
        speaking.sound(tone(0.5))
        speaking.sound(Audio(tone(0.4).pcm[::2], RATE))
        await speaking.end()
        words, seconds = await played(speaking)
        assert words == "A tone."
        assert seconds == pytest.approx(0.7)
        assert speaking.error is None

    run_virtual(main())


def test_audio_of_another_rate_lasts_as_long() -> None:
    async def main() -> None:
        speaking = Lips().mouth.open("answer", speaks_itself=True)
        for _ in range(10):
            speaking.sound(Audio(bytes(2 * 1_601), 16_000))
        await speaking.end()
        _, seconds = await played(speaking)
        assert seconds == pytest.approx(1.0006, abs=0.001)

    run_virtual(main())


class BreakingVoice:
    """Speaks one sentence and fails at the next."""

    sample_rate = RATE

    def __init__(self) -> None:
        self._n = 0

    async def speak(self, text: str) -> AsyncIterator[Audio]:
        self._n += 1
        if self._n > 1:
            raise RuntimeError("the voice is gone")
        yield tone(0.5)


def test_a_voice_that_breaks_says_why_and_what_was_said_stays() -> None:
    async def main() -> None:
        speaking = Lips(BreakingVoice()).mouth.open("answer")
        speaking.write("One sentence. And another.")
        await speaking.end()
        words, seconds = await played(speaking)
        assert words == "One sentence. "
        assert seconds == pytest.approx(0.5 + SENTENCE_PAUSE_S)
        assert isinstance(speaking.error, ModelError)
        assert "the voice is gone" in str(speaking.error)

    run_virtual(main())


def test_abandoning_ends_the_audio_at_once_and_more_text_is_harmless() -> None:
    async def main() -> None:
        lips = Lips(ToneVoice(delay_s=5.0))
        speaking = lips.mouth.open("answer")
        speaking.write("This takes a while. ")
        await asyncio.sleep(1)
        speaking.abandon()
        speaking.write("Nobody hears this.")
        assert await played(speaking) == ("", 0.0)
        assert speaking.reply.broken_off
        await asyncio.sleep(10)
        assert lips.began == []

    run_virtual(main())


def test_a_phrase_is_complete_at_once() -> None:
    async def main() -> None:
        lips = Lips(first_number=8)
        await asyncio.sleep(2.5)
        speaking = lips.mouth.phrase("greeting", "Hello there.", [tone(0.3), tone(0.2)])
        words, seconds = await played(speaking)
        assert words == "Hello there."
        assert seconds == pytest.approx(0.5)
        assert (speaking.reply.number, speaking.reply.purpose, speaking.reply.begun_s) == (8, "greeting", 2.5)
        assert lips.mouth.open("answer", speaks_itself=True).reply.number == 9

    run_virtual(main())


def test_a_notice_is_no_part_of_what_the_model_knows() -> None:
    async def main() -> None:
        lips = Lips()
        lips.mouth.phrase("notice", "I'm back.", [tone(0.1)])
        assert not lips.dialogue.messages
        lips.mouth.phrase("apology", "Sorry.", [tone(0.1)])
        assert lips.dialogue.messages == (AssistantMessage("Sorry."),)

    run_virtual(main())


def test_what_never_began_is_handed_out_once() -> None:
    async def main() -> None:
        lips = Lips()
        greeting, answer, heard = (
            lips.mouth.phrase(purpose, "Words.", [tone(0.1)]).reply for purpose in ("greeting", "answer", "answer")
        )
        heard.started_at = 1.0
        assert lips.mouth.about_to_speak()
        assert lips.mouth.unheard(lambda reply: reply.purpose == "answer") == [answer]
        assert lips.mouth.unheard(lambda reply: True) == [greeting]
        assert lips.mouth.unheard(lambda reply: True) == []
        assert not lips.mouth.about_to_speak()

    run_virtual(main())


def test_what_had_its_time_is_forgotten() -> None:
    async def main() -> None:
        lips = Lips()
        speaking = lips.mouth.phrase("answer", "Words.", [tone(0.1)])
        lips.mouth.forget(speaking.reply)
        assert not lips.mouth.about_to_speak()
        assert lips.mouth.unheard(lambda reply: True) == []

    run_virtual(main())
