from collections.abc import AsyncIterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.models.base import Audio, ModelError
from agent.models.fakes import ToneVoice, tone
from agent.speaking.sentences import SENTENCE_PAUSE_S, sentences, speak, speakable, spoken_for_sure, trimmed
from tests.support.virtual_time import run_virtual

RATE = 24_000


async def stream(*pieces: str) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


def split(*pieces: str) -> list[str]:
    async def collect() -> list[str]:
        return [sentence async for sentence in sentences(stream(*pieces))]

    return run_virtual(collect())


def test_a_sentence_is_out_as_soon_as_the_next_one_begins() -> None:
    async def first() -> str:
        async def endless() -> AsyncIterator[str]:
            yield "Sure. I"
            raise AssertionError("the first sentence did not wait for more")

        return await anext(sentences(endless()))

    assert run_virtual(first()) == "Sure. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]),
        ("Dr. Smith paid $3.50 for it. Really.", ["Dr. Smith paid $3.50 for it. ", "Really."]),
        ('She said "go." Then left.', ['She said "go." ', "Then left."]),
        ("First line\nsecond line", ["First line\n", "second line"]),
        ("e.g. this one", ["e.g. this one"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected
    assert split(*text) == expected


@given(st.text(max_size=400), st.integers(1, 7))
def test_no_character_is_lost(text: str, size: int) -> None:
    assert "".join(split(*(text[i : i + size] for i in range(0, len(text), size)))) == text


def test_a_sentence_without_end_is_spoken_in_pieces() -> None:
    assert max(len(piece) for piece in split("word, " * 200)) <= 300


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Yes**, it is `fine`.", "Yes, it is fine."),
        ("- one\n- two", "one two"),
        ("See [the page](https://example.org/x).", "See the page."),
        ("It costs 5 - 3 euros.", "It costs 5 - 3 euros."),
    ],
)
def test_formatting_is_not_spoken(written: str, said: str) -> None:
    assert speakable(written) == said


def test_each_sentence_begins_with_its_words_and_a_pause_between_them() -> None:
    async def collect() -> list[tuple[str, float]]:
        spoken = speak(stream("Good morning. ", "...", " How are you?"), ToneVoice(seconds_per_character=0.1))
        return [(piece.text, round(piece.audio.duration_s, 2)) async for piece in spoken]

    assert run_virtual(collect()) == [("Good morning. ", 1.3), ("", SENTENCE_PAUSE_S), ("... How are you?", 1.6)]


def silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))


@pytest.mark.parametrize("chunk", [400, 4_801, 1_000_000])
def test_silence_is_trimmed_in_front_and_behind_but_not_inside(chunk: int) -> None:
    sound = tone(0.3).pcm
    inside = sound + silence(0.4) + sound
    whole = silence(0.3) + inside + silence(0.5)

    async def chunks() -> AsyncIterator[Audio]:
        for at in range(0, len(whole), chunk * 2):
            yield Audio(whole[at : at + chunk * 2], RATE)

    async def collect() -> bytes:
        return b"".join([audio.pcm async for audio in trimmed(chunks())])

    kept = run_virtual(collect())
    assert inside in kept
    assert (len(kept) - len(inside)) / 2 / RATE <= 0.021


def test_silence_alone_is_nothing() -> None:
    async def collect() -> list[Audio]:
        async def quiet() -> AsyncIterator[Audio]:
            yield Audio(silence(1.0), RATE)

        return [audio async for audio in trimmed(quiet())]

    assert run_virtual(collect()) == []


class Stutter:
    """Fails at its first ``failures`` calls, after ``first`` if that is given."""

    sample_rate = RATE

    def __init__(self, failures: int, first: Audio | None = None) -> None:
        self.failures, self.first, self.asked = failures, first, 0

    async def speak(self, text: str) -> AsyncIterator[Audio]:
        self.asked += 1
        if self.asked <= self.failures:
            if self.first is not None:
                yield self.first
            raise ModelError("no voice")
        yield tone(0.1)


def test_a_voice_is_asked_twice_where_nothing_was_spoken() -> None:
    async def collect(voice: Stutter) -> list[Audio]:
        return [audio async for audio in spoken_for_sure(voice, "x")]

    assert len(run_virtual(collect(Stutter(1)))) == 1
    with pytest.raises(ModelError):
        run_virtual(collect(Stutter(2)))
    half_said = Stutter(1, first=tone(0.1))
    with pytest.raises(ModelError):
        run_virtual(collect(half_said))
    assert half_said.asked == 1


def test_loud_extremes_count_as_loud() -> None:
    async def collect() -> bytes:
        async def lowest() -> AsyncIterator[Audio]:
            yield Audio(np.full(100, -32768, "<i2").tobytes(), RATE)

        return b"".join([audio.pcm async for audio in trimmed(lowest())])

    assert len(run_virtual(collect())) == 200
