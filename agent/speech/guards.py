"""What a Whisper model writes when nobody spoke or when it lost itself, and how to tell."""

import re
import zlib

_NO_SPEECH = 0.6
_UNSURE = -1.0  # mean log-probability of a token
_RUNAWAY_RATIO = 2.4  # text that compresses better than this repeats itself
_FEWEST_CHARACTERS = 40
_NOTES = re.compile(r"\[[^\]]*\]|\([^)]*\)|♪[^♪]*♪?")
_DOUBLED_WORDS = 4


def is_unsure(log_probability: float) -> bool:
    """Whether the words deserve a second look."""
    return log_probability < _UNSURE


def is_noise(no_speech: float, log_probability: float) -> bool:
    """Whether the model itself thinks that nobody spoke."""
    return no_speech > _NO_SPEECH and log_probability < _UNSURE


def is_runaway(text: str) -> bool:
    """Whether the text goes round in circles, as a decoder does that missed the end."""
    if len(text) >= _FEWEST_CHARACTERS:
        raw = text.encode()
        if len(raw) / len(zlib.compress(raw)) > _RUNAWAY_RATIO:
            return True
    return once(text) != text


def once(text: str) -> str:
    """The text with its last words said once, where the same words were written several times in a row at its end."""
    words = text.split()
    keys = [re.sub(r"\W", "", word).lower() for word in words]
    n = len(words)
    for size in range(1, n // 2 + 1):
        repeats = 1
        while keys[n - size * (repeats + 1) : n - size * repeats] == keys[n - size :]:
            repeats += 1
        if (repeats > 3) or (repeats > 1 and size >= _DOUBLED_WORDS):
            return " ".join(words[: n - size * (repeats - 1)])
    return text


def clean(text: str) -> str:
    """The words alone: no notes such as [BLANK_AUDIO], and nothing at all where no letter or figure is left."""
    words = " ".join(_NOTES.sub(" ", text).split())
    return words if any(c.isalnum() for c in words) else ""
