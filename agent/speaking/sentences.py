"""From text that is still being written to speech: sentence by sentence, the first one at once.

The study has one ``Voice`` for all models that do not speak themselves; this is what stands around it.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

import numpy as np

from agent.models.base import Audio, ModelError, Voice

SENTENCE_PAUSE_S = 0.22
SILENCE_PEAK = 120  # of 32768: about -49 dBFS
MARGIN_S = 0.01
LONGEST_SILENCE_S = 10.0  # of a voice that was asked for the next piece
LONGEST_PIECE = 300  # characters; a longer sentence is spoken up to its last comma or space

_END = re.compile(r"""[.!?…]["')\]]*\s+(?=\S)|\n+""")
_ABBREVIATIONS = frozenset("dr mr mrs ms prof st no vs e.g i.e etc approx jr sr inc ltd".split())
_MARKUP = re.compile(r"[*_`#]+|^\s*[-•]\s+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of audio. ``text`` holds the words that begin with it, as the model wrote them."""

    text: str
    audio: Audio


async def sentences(deltas: AsyncIterator[str]) -> AsyncIterator[str]:
    """Whole sentences as soon as they are complete, with their white space: joined they are the text."""
    waiting = ""
    async for delta in deltas:
        waiting += delta
        while (cut := _first_cut(waiting)) is not None:
            sentence, waiting = waiting[:cut], waiting[cut:]
            yield sentence
    if waiting:
        yield waiting


def _first_cut(text: str) -> int | None:
    for match in _END.finditer(text):
        before = text[: match.start()].rsplit(maxsplit=1)
        if text[match.start()] == "." and before and before[-1].lower().strip("(\"'") in _ABBREVIATIONS:
            continue
        return match.end()
    if len(text) > LONGEST_PIECE:
        return max(text.rfind(", ", 0, LONGEST_PIECE), text.rfind(" ", 0, LONGEST_PIECE)) + 1 or LONGEST_PIECE
    return None


def speakable(text: str) -> str:
    """The text without the marks of formatting that nobody says."""
    return " ".join(_MARKUP.sub("", _LINK.sub(r"\1", text)).split())


async def speak(deltas: AsyncIterator[str], voice: Voice) -> AsyncIterator[Spoken]:
    """Speak a text as it comes, with a short pause between sentences. Raises ModelError."""
    pause = Audio(bytes(2 * round(SENTENCE_PAUSE_S * voice.sample_rate)), voice.sample_rate)
    carried = ""
    spoke = False
    async for sentence in sentences(deltas):
        carried += sentence
        words = speakable(carried)
        if not any(c.isalnum() for c in words):
            continue
        if spoke:
            yield Spoken("", pause)
        async for audio in trimmed(spoken_for_sure(voice, words)):
            yield Spoken(carried, audio)
            carried, spoke = "", True


async def spoken_for_sure(voice: Voice, words: str) -> AsyncIterator[Audio]:
    """The words, asked for once more when nothing came of the first time. Raises ModelError."""
    for last_try in (False, True):
        spoken = False
        try:
            async with aclosing(cast("AsyncGenerator[Audio, None]", voice.speak(words))) as pieces:
                while True:
                    async with asyncio.timeout(LONGEST_SILENCE_S):
                        audio = await anext(pieces)
                    spoken = True
                    yield audio
        except StopAsyncIteration:
            return
        except Exception as error:  # a provider's library may raise anything; the reply must still end
            if spoken or last_try:
                raise ModelError(f"{type(error).__name__}: {error}") from error


async def trimmed(stream: AsyncIterator[Audio]) -> AsyncIterator[Audio]:
    """The stream without the silence in front of it and behind it."""
    begun = False
    held = b""
    sample_rate = 0
    async for audio in stream:
        sample_rate = audio.sample_rate
        margin = 2 * round(MARGIN_S * sample_rate)
        pcm = held + audio.pcm if begun else audio.pcm
        first, last = _loud(pcm)
        if first is None or last is None:
            held = pcm if begun else b""
            continue
        start = 0 if begun else max(0, first - margin)
        end = min(len(pcm), last + 2 + margin)
        begun, held = True, pcm[end:]
        yield Audio(pcm[start:end], sample_rate)


def _loud(pcm: bytes) -> tuple[int | None, int | None]:
    """Byte offsets of the first and the last sample that is no silence."""
    samples = np.frombuffer(pcm, dtype="<i2", count=len(pcm) // 2)
    loud = np.flatnonzero((samples > SILENCE_PEAK) | (samples < -SILENCE_PEAK))
    return (2 * int(loud[0]), 2 * int(loud[-1])) if loud.size else (None, None)
