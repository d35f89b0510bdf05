import base64
import io
import wave

import numpy as np
import pytest

from agent.models.base import Audio, ModelMalformedError
from agent.models.fakes import tone
from agent.models.wire_audio import HEARING_RATE, PcmStream, at_rate, from_base64, from_wav, wav, wav_base64


def test_models_hear_wav_at_16_khz() -> None:
    heard = tone(0.5)
    with wave.open(io.BytesIO(wav(heard))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, HEARING_RATE)
        assert file.getnframes() == pytest.approx(HEARING_RATE / 2, abs=2)
    assert base64.b64decode(wav_base64(heard)) == wav(heard)


def test_another_rate_keeps_the_sound() -> None:
    lower = np.frombuffer(at_rate(tone(0.5, hertz=440, peak=8_000), 16_000).pcm, "<i2")
    loudest = np.argmax(np.abs(np.fft.rfft(lower)))
    assert loudest * 16_000 / len(lower) == pytest.approx(440, abs=3)


def test_audio_at_the_right_rate_is_left_alone() -> None:
    audio = Audio(b"\1\0\2\0", 16_000)
    assert at_rate(audio, 16_000) is audio
    assert from_wav(wav(audio)) == audio


def test_samples_come_out_whole_however_they_are_cut() -> None:
    stream = PcmStream(24_000)
    pieces = [stream.feed(piece).pcm for piece in (b"\1", b"\0\2", b"\0\3\0")]
    stream.end()
    assert pieces == [b"", b"\1\0", b"\2\0\3\0"]


def test_half_a_sample_at_the_end_is_malformed() -> None:
    stream = PcmStream(24_000)
    stream.feed(b"\1\0\2")
    with pytest.raises(ModelMalformedError, match="middle of a sample"):
        stream.end()


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no audio at all, only words"])
def test_what_is_no_wav_is_malformed(content: bytes) -> None:
    with pytest.raises(ModelMalformedError):
        from_wav(content)


def test_stereo_is_malformed() -> None:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(b"\0" * 8)
    with pytest.raises(ModelMalformedError, match="mono"):
        from_wav(held.getvalue())


@pytest.mark.parametrize("text", ["%%%", "AAA", "ä"])
def test_what_is_no_base64_is_malformed(text: str) -> None:
    with pytest.raises(ModelMalformedError):
        from_base64(text)
