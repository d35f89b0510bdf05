"""Recordings that the command line reads, and answers that it plays."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from agent.models.base import Audio
from agent.models.wire_audio import wav

PLAYERS = (("ffplay", "-autoexit", "-nodisp", "-loglevel", "error"), ("aplay", "-q"), ("afplay",))


def read_sound(path: Path) -> Audio:
    """The first channel of a WAV, FLAC or OGG file. Raises OSError."""
    import soundfile

    try:
        samples, rate = soundfile.read(path, dtype="int16", always_2d=True)
    except soundfile.SoundFileError as error:
        raise OSError(str(error)) from error
    return Audio(samples[:, 0].astype("<i2").tobytes(), rate)


def write_sound(path: Path, audio: Audio) -> None:
    """A WAV file. Raises OSError."""
    path.write_bytes(wav(audio, audio.sample_rate))


def play_sound(audio: Audio) -> None:
    """Play to the end. Raises OSError where nothing can."""
    player = next((player for player in PLAYERS if shutil.which(player[0])), None)
    if player is None:
        raise OSError(f"nothing here plays sound ({', '.join(name for name, *_ in PLAYERS)}): name a file with --out")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.wav"
        write_sound(path, audio)
        subprocess.run([*player, str(path)], check=False)
