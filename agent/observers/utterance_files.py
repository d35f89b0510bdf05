"""One WAV file for every utterance: exactly the samples that the model was given."""

import wave
from pathlib import Path

from agent.hearing.utterances import Cut
from agent.models.base import Audio
from agent.observers.event_log import EventLog
from scenarios.events import Fault, UserUtterance

UTTERANCES_FOLDER = "utterances"


class UtteranceFiles:
    """Writes an utterance's file, then its event."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        (log.folder / UTTERANCES_FOLDER).mkdir(exist_ok=True)

    def store(self, number: int, cut: Cut, *, ended_s: float) -> None:
        """Keep an utterance. A file that cannot be written is a fault; the event is logged all the same."""
        path = self._log.folder / UTTERANCES_FOLDER / f"u{number:04}.wav"
        try:
            write_wav(path, cut.audio)
        except OSError as error:
            self._log.append(Fault, where="recorder", kind=type(error).__name__, message=str(error), fatal=False)
        self._log.append(
            UserUtterance,
            utterance=number,
            started_s=ended_s - cut.speech_s,
            ended_s=ended_s,
            audio=f"{self._log.folder.name}/{UTTERANCES_FOLDER}/{path.name}",
        )


def write_wav(path: Path, audio: Audio) -> None:
    """Write audio as a mono WAV file. Raises OSError."""
    with path.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(audio.sample_rate)
        file.writeframes(audio.pcm)


def read_wav(path: Path) -> Audio:
    """Read a mono WAV file of 16 bits. Raises OSError, wave.Error, EOFError."""
    with wave.open(str(path), "rb") as file:
        return Audio(file.readframes(file.getnframes()), file.getframerate())
