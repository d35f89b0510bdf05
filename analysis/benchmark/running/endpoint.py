"""A model behind an OpenAI-compatible chat endpoint: OpenAI itself, or whatever vLLM and its kind serve at one URL."""

import base64
import binascii
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.benchmark.chat import Chat, Reply, sound_part, text_part
from analysis.benchmark.items import Answer, Request, ToolCall, digest, mock_result
from analysis.benchmark.running.models import BenchmarkModel
from analysis.benchmark.running.sounds import save_sound


def from_endpoint(
    chat: Chat, model: str, *, name: str | None = None, sounds: Path, voice: str | None = None, max_tokens: int = 1024
) -> BenchmarkModel:
    """The model; with a ``voice`` it is asked to speak where speech counts, and its speech is saved in ``sounds``."""
    settings = {"voice": voice, "max_tokens": max_tokens, "temperature": 0.0}

    async def answer(request: Request) -> Answer:
        speaks = voice is not None and request.wants_audio
        asked = {
            "model": model,
            "messages": messages(request),
            "max_tokens": max_tokens,
            "temperature": 0.0,
            **_tools(request),
            **({"modalities": ["text", "audio"], "audio": {"voice": voice, "format": "wav"}} if speaks else {}),
        }
        key = digest({"model": model, **settings, "asked": request.content_hash(), "round": len(request.calls)})
        return read_reply(await chat.complete(key=key, **asked), sounds)

    return BenchmarkModel(name or model, model, answer, settings)


def messages(request: Request) -> list[dict[str, Any]]:
    """The conversation so far: the item, then each call made and its mock result."""
    item = request.item
    content = [*([text_part(item.text)] if item.text else []), *map(sound_part, item.audio)]
    said: list[dict[str, Any]] = [{"role": "user", "content": content}]
    for number, call in enumerate(request.calls):
        function = {"name": call.name, "arguments": json.dumps(dict(call.arguments))}
        made = {"id": f"call_{number}", "type": "function", "function": function}
        said.append({"role": "assistant", "content": None, "tool_calls": [made]})
        said.append({"role": "tool", "tool_call_id": f"call_{number}", "content": mock_result(call)})
    return said


def read_reply(reply: Reply, sounds: Path) -> Answer:
    """What an endpoint's message says, calls and speaks.

    Raises:
        ValueError: a call's arguments or a sound cannot be read.
    """
    message = reply.message
    spoken = message.get("audio") or {}
    return Answer(
        text=reply.text or str(spoken.get("transcript") or ""),
        audio=_save(spoken["data"], sounds) if spoken.get("data") else None,
        calls=tuple(_call(made) for made in message.get("tool_calls") or ()),
        usage=reply.usage,
        model_reported=reply.model,
    )


def _tools(request: Request) -> Mapping[str, Any]:
    if not request.item.tools:
        return {}
    choice = "auto" if request.calls else "required"
    return {"tools": [dict(tool) for tool in request.item.tools], "tool_choice": choice}


def _call(made: Mapping[str, Any]) -> ToolCall:
    function = made["function"]
    arguments = json.loads(function.get("arguments") or "{}")
    return ToolCall(str(function["name"]), arguments if isinstance(arguments, dict) else {})


def _save(encoded: str, sounds: Path) -> Path:
    try:
        content = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ValueError(f"the answer's sound is no base64: {error}") from error
    return save_sound(content, sounds)
