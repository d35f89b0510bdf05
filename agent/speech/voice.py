"""The neural voice: text in, one stretch of audio per sentence out, with a natural pause between sentences."""

import threading
from collections import OrderedDict

import numpy as np

from agent.speech.pcm import Samples, to_pcm, trim
from agent.speech.spoken_form import spoken_form

PAUSE_S = 0.25
_GAIN = 1.8  # the voice peaks near -11 dB re full scale; a call should be louder
_CEILING = 0.95
_SEED = 7  # of the voice's noise, so that a sentence always sounds the same


class HibariVoice:
    """Speaks English with one voice. Calls are serialised: a sentence takes 10 to 80 ms."""

    def __init__(self, name: str = "heart", *, cache_bytes: int = 48 << 20) -> None:
        """Load the voice, and speak once so that the first listener need not wait: about 0.8 s."""
        from hibari import Hibari

        self._hibari = Hibari(voice=name)
        self._lock = threading.Lock()
        self._cache = SentenceCache(cache_bytes)
        self.sample_rate: int = self._hibari.sample_rate
        self.speak("Good morning, is this 3:30?")

    def sentences(self, text: str) -> list[str]:
        """The text as it will be read, cut into sentences; empty where nothing can be read."""
        return [s for s in self._hibari.split_sentences(spoken_form(text)) if any(c.isalnum() for c in s)]

    def speak(self, sentence: str) -> bytes:
        """One sentence as PCM, without silence around it."""
        with self._lock:
            if (pcm := self._cache.get(sentence)) is None:
                pcm = to_pcm(_louder(trim(self._hibari(sentence, seed=_SEED), self.sample_rate)))
                self._cache.put(sentence, pcm)
        return pcm

    @property
    def pause(self) -> bytes:
        """The silence between two sentences."""
        return bytes(2 * int(PAUSE_S * self.sample_rate))


class SentenceCache:
    """The sentences spoken last, up to a size in bytes."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._n_bytes = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, sentence: str) -> bytes | None:
        """The sentence's audio, if it is still here."""
        if (pcm := self._kept.get(sentence)) is not None:
            self._kept.move_to_end(sentence)
        return pcm

    def put(self, sentence: str, pcm: bytes) -> None:
        """Keep a sentence; the ones unused for longest make room."""
        if len(pcm) > self._max_bytes or sentence in self._kept:
            return
        self._kept[sentence] = pcm
        self._n_bytes += len(pcm)
        while self._n_bytes > self._max_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._n_bytes -= len(oldest)


def _louder(samples: Samples) -> Samples:
    peak = float(np.max(np.abs(samples), initial=1e-6))
    return samples * np.float32(min(_GAIN, _CEILING / peak))
