"""One call of an OpenAI-compatible chat endpoint: paced, tried again a bounded number of times, failures with reasons.

Used for models and for judges alike. What a second try may mend (too many requests, time-outs, dropped connections,
server errors) is tried again, after the server's own ``Retry-After`` where it names one; the rest is final at once.
"""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.benchmark.items import Usage
from analysis.benchmark.pace import Pace

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0


class ChatError(Exception):
    """The endpoint gave no answer; the message says why. Raised after the last try."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the message as plain data, the model's reported name, the tokens."""

    message: dict[str, Any]
    model: str | None
    usage: Usage

    @property
    def text(self) -> str:
        """The message's words."""
        return str(self.message.get("content") or "")


class Chat:
    """An endpoint with one key. ``client`` is an ``openai.AsyncOpenAI`` or whatever answers like one."""

    def __init__(self, client: Any, *, pace: Pace | None = None, attempts: int = 4) -> None:
        self._client = client
        self._pace = pace or Pace()
        self._attempts = attempts

    @classmethod
    def at(cls, url: str | None, *, key: str | None, timeout_s: float = 120.0, pace: Pace | None = None) -> "Chat":
        """A chat endpoint by its URL (None: OpenAI's own); without a key, one that asks for none."""
        from openai import AsyncOpenAI

        return cls(AsyncOpenAI(base_url=url, api_key=key or "none", timeout=timeout_s, max_retries=0), pace=pace)

    async def complete(self, *, key: str | None = None, **request: Any) -> Reply:
        """One whole answer; ``key`` is sent as Idempotency-Key, for servers that know it.

        Raises:
            ChatError: no answer after the last try, or one that no further try would mend.
        """
        import openai

        headers = {"Idempotency-Key": key} if key else {}
        wait_s = FIRST_WAIT_S
        for attempt in range(1, self._attempts + 1):
            try:
                async with self._pace.turn():
                    completion = await self._client.chat.completions.create(extra_headers=headers, **request)
                return _reply(completion)
            except openai.APIError as error:
                if attempt == self._attempts or not _may_pass(error):
                    raise ChatError(_reason(error, attempt)) from error
                await self._pace.sleep(_wait_s(error, wait_s))
            except ValueError as error:  # a body that is no JSON
                if attempt == self._attempts:
                    raise ChatError(f"unreadable answer after {attempt} tries: {error}") from error
                await self._pace.sleep(wait_s)
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)
        raise ChatError("no try was allowed")


def sound_part(path: Path) -> dict[str, Any]:
    """A sound as a part of a message."""
    encoded = base64.b64encode(path.read_bytes()).decode()
    return {"type": "input_audio", "input_audio": {"data": encoded, "format": path.suffix.lstrip(".") or "wav"}}


def text_part(text: str) -> dict[str, Any]:
    """Words as a part of a message."""
    return {"type": "text", "text": text}


def _reply(completion: Any) -> Reply:
    if not getattr(completion, "choices", None):
        raise ValueError("no choices in it")
    usage = completion.usage
    return Reply(
        message=completion.choices[0].message.model_dump(),
        model=completion.model,
        usage=Usage(usage.prompt_tokens, usage.completion_tokens) if usage else Usage(),
    )


def _may_pass(error: Any) -> bool:
    import openai

    if getattr(error, "code", None) == "insufficient_quota":
        return False
    passing = (openai.RateLimitError, openai.APIConnectionError, openai.InternalServerError)
    return isinstance(error, passing) or not isinstance(error, openai.APIStatusError)


def _wait_s(error: Any, otherwise: float) -> float:
    headers = getattr(getattr(error, "response", None), "headers", {})
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return min(float(headers[name]) * unit, LONGEST_WAIT_S)
        except (KeyError, ValueError):
            continue
    return otherwise


def _reason(error: Any, attempt: int) -> str:
    status = getattr(error, "status_code", None)
    what = f"HTTP {status}" if status else type(error).__name__
    return f"{what} after {attempt} {'try' if attempt == 1 else 'tries'}: {str(error)[:200]}"
