"""One chat model behind an OpenAI-compatible endpoint, asked for answers in a JSON Schema.

Knows nothing of scenarios: whoever makes them is handed ``connect`` and goes by what it answers and raises.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from httpx import Response
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

CONNECT_S, READ_S = 10.0, 180.0  # a model that thinks takes its time
TOO_MANY, NO_CREDIT = 429, "insufficient_quota"
RETRIES = 6  # with growing pauses, or as long as the endpoint asks for


@dataclass(frozen=True, slots=True)
class Answer:
    """One completion. ``text`` is None where the model refused; ``cut`` tells that it ran out of tokens."""

    text: str | None
    refusal: str | None
    cut: bool
    input_tokens: int
    cached_tokens: int
    output_tokens: int


class OpenAIChat:
    """A client for any model of one endpoint."""

    def __init__(self, client: "AsyncOpenAI") -> None:
        """Take over the client."""
        self._client = client

    async def ask(
        self, *, model: str, messages: Sequence[Mapping[str, str]], name: str, schema: Mapping[str, Any]
    ) -> Answer:
        """One answer. Raises ConnectionError when there is none for now, PermissionError when asking is of no use."""
        import openai

        request: dict[str, Any] = {
            "model": model,
            "messages": [dict(message) for message in messages],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": name, "strict": True, "schema": dict(schema)},
            },
        }
        try:
            return _answer(await self._client.chat.completions.create(**request))
        except openai.APIStatusError as error:
            said = f"{model}: status {error.status_code}: {_message(error)}"
            if error.code == NO_CREDIT or not _may_pass(error.status_code):
                raise PermissionError(said) from error
            raise ConnectionError(said) from error
        except (openai.OpenAIError, ValueError) as error:  # ValueError: a body that is no JSON
            raise ConnectionError(f"{model}: {_cause(error)}") from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()


def connect(*, base_url: str | None) -> OpenAIChat:
    """A client with the key in OPENAI_API_KEY; servers of one's own need none.

    Raises LookupError when the SDK or the key is missing.
    """
    try:
        import openai
    except ImportError as error:
        raise LookupError('the OpenAI SDK is missing; install it: pip install "parley[agent]"') from error
    base_url = base_url or os.environ.get("OPENAI_BASE_URL")
    key = os.environ.get("OPENAI_API_KEY") or ("none" if base_url else None)
    if key is None:
        raise LookupError("OPENAI_API_KEY is not set; set it, or name an endpoint of your own with --base-url")
    timeout = openai.Timeout(READ_S, connect=CONNECT_S)
    http = openai.DefaultAsyncHttpxClient(timeout=timeout, event_hooks={"response": [_not_again_without_credit]})
    client = openai.AsyncOpenAI(base_url=base_url, api_key=key, timeout=timeout, max_retries=RETRIES, http_client=http)
    return OpenAIChat(client)


async def _not_again_without_credit(response: "Response") -> None:
    """Have the SDK ask once only where there is no credit left: it comes with the status of too many requests."""
    if response.status_code == TOO_MANY:
        await response.aread()
        if NO_CREDIT in response.text:
            response.headers["x-should-retry"] = "false"


def _answer(completion: "ChatCompletion") -> Answer:
    if not completion.choices:
        raise ConnectionError("the endpoint gave no choices")
    choice, usage = completion.choices[0], completion.usage
    details = usage.prompt_tokens_details if usage else None
    filtered = "the endpoint's content filter stopped it" if choice.finish_reason == "content_filter" else None
    return Answer(
        text=choice.message.content,
        refusal=choice.message.refusal or filtered,
        cut=choice.finish_reason == "length",
        input_tokens=usage.prompt_tokens if usage else 0,
        cached_tokens=(details.cached_tokens or 0) if details else 0,
        output_tokens=usage.completion_tokens if usage else 0,
    )


def _may_pass(status: int) -> bool:
    return status in (408, 409, 429) or status >= 500


def _message(error: Any) -> str:
    body = error.body
    return str(body["message"]) if isinstance(body, Mapping) and "message" in body else str(error.message)


def _cause(error: Exception) -> str:
    cause = error.__cause__ or error
    return f"{type(error).__name__}: {cause}"
