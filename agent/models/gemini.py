"""Gemini over google-genai: the user's audio in, text out that the study's voice speaks.

How long it may think before it speaks is part of the study: ``parameters.thinking_budget`` says it, in tokens.
"""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from google import genai
from google.genai import types

from agent.models.base import (
    AssistantMessage,
    Capabilities,
    Delta,
    Message,
    ModelBrokeOffError,
    ModelMalformedError,
    ModelRefusedError,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    Usage,
    UserMessage,
    VoiceModel,
)
from agent.models.chat.messages import CALL_BEGINS, NOTHING_HEARD, count_calls
from agent.models.gemini_failures import failures_of
from agent.models.places import gemini_key
from agent.models.registry import BuildContext, ModelSpec
from agent.models.wire_audio import wav
from agent.tools.base import parse_arguments

_READ_MS = 60_000
_GOOD_ENDS = frozenset({types.FinishReason.STOP, types.FinishReason.MAX_TOKENS})
_UNREADABLE = frozenset(
    {
        types.FinishReason.MALFORMED_FUNCTION_CALL,
        types.FinishReason.MALFORMED_RESPONSE,
        types.FinishReason.TOO_MANY_TOOL_CALLS,
        types.FinishReason.UNEXPECTED_TOOL_CALL,
    }
)


class Gemini(VoiceModel):
    """One Gemini model."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    def __init__(self, client: genai.Client, *, model: str, thinking_budget: int) -> None:
        """``thinking_budget``: tokens; 0 turns thinking off, which Pro does not allow."""
        self._client, self._model, self._budget = client, model, thinking_budget

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """Text as it comes, then the calls, then what it used. Raises ModelError."""
        answer = _Answer(count_calls(turn.messages))
        with failures_of(self._model) as progress:
            stream = await self._client.aio.models.generate_content_stream(
                model=self._model, contents=list(_contents(turn.messages)), config=self._config(turn)
            )
            async for piece in stream:
                progress.begun = True
                for delta in answer.take(piece):
                    yield delta
        for delta in answer.end():
            yield delta

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aio.aclose()

    def _config(self, turn: Turn) -> types.GenerateContentConfig:
        return types.GenerateContentConfig(
            system_instruction=turn.instructions,
            tools=[types.Tool(function_declarations=[_declared(tool) for tool in turn.tools])] if turn.tools else None,
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
            thinking_config=types.ThinkingConfig(thinking_budget=self._budget),
        )


def build(spec: ModelSpec, context: BuildContext) -> Gemini:
    """The model that ``provider_model`` names. Raises MissingSettingError without a key."""
    options = types.HttpOptions(
        base_url=context.settings.gemini_url,
        timeout=_READ_MS,
        retry_options=types.HttpRetryOptions(attempts=1),  # retries are the agent's
    )
    client = genai.Client(api_key=gemini_key(spec.id, context.settings), vertexai=False, http_options=options)
    return Gemini(client, model=spec.asked_for, **spec.parameters)


@dataclass(slots=True)
class _Answer:
    """One answer while it is read."""

    first_call: int
    _calls: list[ToolCall] = field(default_factory=list)
    _reported: str | None = None
    _usage: types.GenerateContentResponseUsageMetadata | None = None
    _finish: types.FinishReason | None = None

    def take(self, piece: types.GenerateContentResponse) -> Iterator[Delta]:
        """The next piece. Raises ModelRefusedError."""
        self._reported, self._usage = piece.model_version or self._reported, piece.usage_metadata or self._usage
        if piece.prompt_feedback is not None and piece.prompt_feedback.block_reason:
            raise ModelRefusedError(f"the prompt was blocked: {piece.prompt_feedback.block_reason}")
        for candidate in piece.candidates or []:
            self._finish = candidate.finish_reason or self._finish
            for part in (candidate.content and candidate.content.parts) or []:
                yield from self._part(part)

    def end(self) -> Iterator[Delta]:
        """Nothing more comes. Raises ModelBrokeOffError, ModelMalformedError, ModelRefusedError."""
        if self._finish is None:
            raise ModelBrokeOffError("the stream ended without saying why")
        if self._finish in _UNREADABLE:
            raise ModelMalformedError(f"the answer cannot be read: {self._finish}")
        if self._finish not in _GOOD_ENDS:
            raise ModelRefusedError(f"the answer was held back: {self._finish}")
        yield from self._calls
        yield Usage(self._reported, {} if self._usage is None else _counts(self._usage))

    def _part(self, part: types.Part) -> Iterator[Delta]:
        if part.text and not part.thought:
            yield TextDelta(part.text)
        if part.function_call is not None and part.function_call.name:
            call_id = part.function_call.id or f"call-{self.first_call + len(self._calls) + 1}"
            arguments = json.dumps(part.function_call.args or {}, ensure_ascii=False)
            self._calls.append(ToolCall(call_id, part.function_call.name, arguments))


def _counts(usage: types.GenerateContentResponseUsageMetadata) -> dict[str, float]:
    heard = (d.token_count for d in usage.prompt_tokens_details or [] if d.modality == types.MediaModality.AUDIO)
    read: dict[str, Any] = {
        "input_tokens": usage.prompt_token_count,
        "output_tokens": usage.candidates_token_count,
        "input_audio_tokens": next(heard, None),
        "cached_tokens": usage.cached_content_token_count,
        "reasoning_tokens": usage.thoughts_token_count,
    }
    return {name: float(count) for name, count in read.items() if isinstance(count, int)}


def _contents(messages: Sequence[Message]) -> Iterator[types.Content]:
    """The dialogue, the user first, one content for all that a role says in a row."""
    role, parts = "user", [] if messages and isinstance(messages[0], UserMessage) else [types.Part(text=CALL_BEGINS)]
    for message in messages:
        speaker = "user" if isinstance(message, UserMessage | ToolResultMessage) else "model"
        if speaker != role:
            yield types.Content(role=role, parts=parts)
            role, parts = speaker, []
        parts.extend(_parts(message))
    yield types.Content(role=role, parts=parts)


def _parts(message: Message) -> Iterator[types.Part]:
    match message:
        case UserMessage(utterances=utterances) if utterances:
            for utterance in utterances:
                yield types.Part.from_bytes(data=wav(utterance.audio), mime_type="audio/wav")
        case UserMessage(transcript=words):
            yield types.Part(text=words or NOTHING_HEARD)
        case AssistantMessage(text=text):
            yield types.Part(text=text)
        case ToolCallMessage(tool=tool, arguments=written):
            yield types.Part(function_call=types.FunctionCall(name=tool, args=parse_arguments(written) or {}))
        case ToolResultMessage(tool=tool, output=output):
            yield types.Part(
                function_response=types.FunctionResponse(name=tool, response={"result": json.loads(output)})
            )


def _declared(tool: ToolSpec) -> types.FunctionDeclaration:
    return types.FunctionDeclaration(
        name=tool.name, description=tool.description, parameters_json_schema=dict(tool.parameters)
    )
