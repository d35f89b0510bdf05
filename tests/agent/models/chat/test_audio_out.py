import base64
from typing import Any

import pytest
from openai.types.chat import ChatCompletionChunk

from agent.models.base import Audio, AudioDelta, Delta, ModelMalformedError, TextDelta
from agent.models.chat.audio_out import OmniAudio, OpenAIAudio
from agent.models.chat.stream import Voicing
from agent.models.wire_audio import wav

RATE = 24_000
SOUND = Audio(b"\1\0\2\0", RATE)


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def read(voicing: Voicing, *deltas: dict[str, Any], **chunk: Any) -> list[Delta]:
    """What comes of an answer in these pieces."""
    found: list[Delta] = []
    for delta in deltas:
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", **chunk}
        parsed = ChatCompletionChunk.model_validate({**chunk, "choices": [{"index": 0, "delta": delta}]})
        found.extend(voicing.feed(parsed, parsed.choices[0].delta))
    found.extend(voicing.end())
    return found


def test_openai_sends_words_and_raw_samples() -> None:
    pieces = (
        {"audio": {"transcript": "Hi."}},
        {"audio": {"data": encoded(b"\1")}},
        {"audio": {"data": encoded(b"\0\2\0")}},
    )
    assert read(OpenAIAudio(), *pieces) == [TextDelta("Hi."), AudioDelta(Audio(b"", RATE)), AudioDelta(SOUND)]


def test_text_without_audio_is_no_answer_of_a_model_that_speaks() -> None:
    with pytest.raises(ModelMalformedError, match="without audio"):
        read(OpenAIAudio(), {"content": "Hello."})


def test_half_a_sample_is_malformed() -> None:
    with pytest.raises(ModelMalformedError, match="middle of a sample"):
        read(OpenAIAudio(), {"audio": {"data": encoded(b"\1\0\2")}})


def test_omni_sends_words_and_files() -> None:
    assert read(OmniAudio(), {"content": "Hi."}, modality="text") == [TextDelta("Hi.")]
    file = encoded(wav(SOUND, RATE))
    assert read(OmniAudio(), {"content": file}, {"content": ""}, modality="audio") == [AudioDelta(SOUND)]


def test_an_omni_file_that_is_none_is_malformed() -> None:
    with pytest.raises(ModelMalformedError, match="no WAV"):
        read(OmniAudio(), {"content": encoded(b"words")}, modality="audio")
