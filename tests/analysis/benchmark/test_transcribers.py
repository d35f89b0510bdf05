"""Who writes speech down: named, found or refused, and a service's failure is no transcript."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openai
import pytest

from analysis.benchmark.transcribers import RemoteTranscriber, transcriber


class Service:
    """An endpoint's client, as far as it is used."""

    def __init__(self, answer: str | Exception) -> None:
        self._answer = answer
        self.asked: list[dict[str, Any]] = []
        self.audio = SimpleNamespace(transcriptions=SimpleNamespace(create=self._create))

    async def _create(self, **request: Any) -> Any:
        self.asked.append(request)
        if isinstance(self._answer, Exception):
            raise self._answer
        return SimpleNamespace(text=self._answer)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF")
    return path


async def test_a_service_is_asked_by_its_models_name(sound: Path) -> None:
    service = Service("the river")
    assert await transcriber("whisper-large", service).transcribe(sound) == "the river"
    assert service.asked[0]["model"] == "whisper-large"


async def test_a_service_that_fails_gives_no_words(sound: Path) -> None:
    request: Any = None  # the error keeps it and nobody looks at it
    service = Service(openai.APIError("overloaded", request, body=None))
    with pytest.raises(ValueError, match="APIError: overloaded"):
        await RemoteTranscriber(service, "w").transcribe(sound)


def test_a_local_whisper_is_named_with_its_size() -> None:
    assert transcriber("whisper:tiny.en").name == "faster-whisper tiny.en"


def test_a_name_without_an_endpoint_is_refused() -> None:
    with pytest.raises(ValueError, match="no local transcriber"):
        transcriber("large")
