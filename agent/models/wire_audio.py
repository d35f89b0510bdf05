"""Audio as providers take and give it: WAV at 16 kHz on the way in (paper F.2), base64 in pieces on the way back."""

import base64
import binascii
import io
import wave

from agent.models.base import Audio, ModelMalformedError
from agent.speech.pcm import to_pcm, to_samples

HEARING_RATE = 16_000


def at_rate(audio: Audio, sample_rate: int) -> Audio:
    """The same audio at another rate."""
    if audio.sample_rate == sample_rate:
        return audio
    return Audio(to_pcm(to_samples(audio, sample_rate)), sample_rate)


def wav(audio: Audio, sample_rate: int = HEARING_RATE) -> bytes:
    """A mono WAV file at the rate that all models hear."""
    heard = at_rate(audio, sample_rate)
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes(heard.pcm)
    return held.getvalue()


def wav_base64(audio: Audio) -> str:
    """``wav`` as text."""
    return base64.b64encode(wav(audio)).decode("ascii")


def from_wav(content: bytes) -> Audio:
    """The audio of a mono 16-bit WAV file. Raises ModelMalformedError."""
    try:
        with wave.open(io.BytesIO(content), "rb") as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise ModelMalformedError("the WAV audio is not mono with 16 bits")
            return Audio(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError) as error:
        raise ModelMalformedError(f"the audio is no WAV file: {error}") from error


def from_base64(text: str) -> bytes:
    """The bytes. Raises ModelMalformedError."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ModelMalformedError(f"the audio is no base64: {error}") from error


class PcmStream:
    """Raw 16-bit PCM that comes cut at any byte; a sample is given out when it is whole."""

    def __init__(self, sample_rate: int) -> None:
        self._sample_rate = sample_rate
        self._half = b""

    def feed(self, content: bytes) -> Audio:
        """The samples that are whole now."""
        held = self._half + content
        n_whole = len(held) // 2 * 2
        self._half = held[n_whole:]
        return Audio(held[:n_whole], self._sample_rate)

    def end(self) -> None:
        """Nothing more comes. Raises ModelMalformedError when half a sample is left."""
        if self._half:
            raise ModelMalformedError("the audio ends in the middle of a sample")
