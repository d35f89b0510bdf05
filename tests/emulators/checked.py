"""Holds what the emulators receive and send to the SDKs' own types: a payload that those refuse is no payload."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from openai.types.audio import Transcription
from openai.types.audio.speech_create_params import SpeechCreateParams
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming
from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent
from pydantic import TypeAdapter

TYPES: Mapping[str, Any] = {
    "chat_request": CompletionCreateParamsStreaming,
    "chat_chunk": ChatCompletionChunk,
    "transcription": Transcription,
    "speech_request": SpeechCreateParams,
    "realtime_client": RealtimeClientEvent,
    "realtime_server": RealtimeServerEvent,
}


def checked(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload as it is. Raises ValidationError, with the field that is wrong."""
    _exhaust(_adapter(kind).validate_python(payload))
    return payload


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(TYPES[kind])


def _exhaust(value: Any) -> None:
    """Read to the bottom: an ``Iterable`` is checked only while it is read."""
    if isinstance(value, Mapping):
        for inner in value.values():
            _exhaust(inner)
    elif isinstance(value, list | tuple) or _is_lazy(value):
        for inner in value:
            _exhaust(inner)


def _is_lazy(value: Any) -> bool:
    return isinstance(value, Iterator) or type(value).__name__ == "ValidatorIterator"
