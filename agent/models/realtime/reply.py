"""One response of a realtime session, read event by event."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openai.types.realtime import RealtimeError, RealtimeResponse, RealtimeServerEvent

from agent.models.base import (
    AssistantMessage,
    AudioDelta,
    Delta,
    ModelAccessError,
    ModelBrokeOffError,
    ModelError,
    ModelMalformedError,
    ModelOverloadedError,
    ModelRefusedError,
    ModelRequestError,
    ModelUnavailableError,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    Usage,
)
from agent.models.realtime.items import RATE, Held
from agent.models.wire_audio import PcmStream, from_base64

_FAILURES: dict[str, type[ModelError]] = {
    "rate_limit_exceeded": ModelOverloadedError,
    "insufficient_quota": ModelAccessError,
    "server_error": ModelUnavailableError,
}


@dataclass(slots=True)
class Reply:
    """What the session answers. ``held`` is what it then has of it in its conversation."""

    model_reported: str | None = None
    _said: dict[str, str] = field(default_factory=dict)  # by item, in the order in which they began
    _calls: dict[str, ToolCall] = field(default_factory=dict)
    _pcm: PcmStream = field(default_factory=lambda: PcmStream(RATE))
    _spoke: bool = False
    _written: str = ""

    def take(self, event: RealtimeServerEvent) -> Iterator[Delta]:
        """The next event. Raises ModelError."""
        match event.type:
            case "response.output_item.added" if event.item.id is not None and event.item.type == "message":
                self._said.setdefault(event.item.id, "")
            case "response.output_item.done" if event.item.type == "function_call":
                self._call(event.item)
            case "response.output_audio_transcript.delta":
                self._said[event.item_id] = self._said.get(event.item_id, "") + event.delta
                yield TextDelta(event.delta)
            case "response.output_audio.delta":
                self._spoke = True
                yield AudioDelta(self._pcm.feed(from_base64(event.delta)))
            case "response.output_text.delta":
                self._written += event.delta
            case "response.done":
                yield from self._end(event.response)
            case _:
                pass

    @property
    def held(self) -> Iterator[Held]:
        """The items that the session made, as far as it got."""
        for item_id, text in self._said.items():
            yield Held(item_id, AssistantMessage(text))
        for item_id, call in self._calls.items():
            yield Held(item_id, ToolCallMessage(call.call_id, call.tool, call.arguments))

    def _call(self, item: Any) -> None:
        self._calls[item.id] = ToolCall(item.call_id or item.id, item.name, item.arguments or "{}")

    def _end(self, response: RealtimeResponse) -> Iterator[Delta]:
        check(response)
        self._pcm.end()
        if self._written.strip() and not self._spoke:
            raise ModelMalformedError("the answer came as text without audio")
        yield from self._calls.values()
        yield Usage(self.model_reported, counts(response))


def check(response: RealtimeResponse) -> None:
    """Raise what a response that did not come to its end says of itself, as ModelError."""
    details = response.status_details
    if response.status == "failed":
        error = details and details.error
        code = (error.code or error.type) if error else None
        raise _FAILURES.get(code or "", ModelUnavailableError)(f"the response failed: {code or 'no reason given'}")
    if response.status == "cancelled":
        raise ModelBrokeOffError("the response was cancelled by the provider")
    if response.status == "incomplete" and details and details.reason == "content_filter":
        raise ModelRefusedError("the provider's filter ended the answer")


def of_error(error: RealtimeError) -> ModelError:
    """An error event as one of our errors: what is not known to be their fault is ours."""
    kind = _FAILURES.get(error.code or "") or _FAILURES.get(error.type) or ModelRequestError
    return kind(f"{error.code or error.type}: {error.message}")


def counts(response: RealtimeResponse) -> dict[str, float]:
    """Tokens, and of them those that are priced in another way."""
    usage = response.usage
    if usage is None:
        return {}
    asked, answered = usage.input_token_details, usage.output_token_details
    read: dict[str, Any] = {
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "input_audio_tokens": asked and asked.audio_tokens,
        "cached_tokens": asked and asked.cached_tokens,
        "output_audio_tokens": answered and answered.audio_tokens,
    }
    return {name: float(count) for name, count in read.items() if isinstance(count, int)}
