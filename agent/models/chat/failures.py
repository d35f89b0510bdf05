"""Which of our errors a failure of the OpenAI SDK is: the same for chat, transcription, speech and realtime."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import openai

from agent.models.base import (
    ModelAccessError,
    ModelBrokeOffError,
    ModelError,
    ModelMalformedError,
    ModelOverloadedError,
    ModelRequestError,
    ModelTimeoutError,
    ModelUnavailableError,
)

_NO_ACCESS = frozenset({401, 403, 404})
_NO_CREDIT = "insufficient_quota"  # comes as 429, and asking again does not help


class Progress:
    """Whether an answer has begun: a connection that is lost then is one that broke off."""

    begun = False


@contextmanager
def failures_of(model: str) -> Iterator[Progress]:
    """Raise what goes wrong inside as one of our errors, with the provider's own words."""
    progress = Progress()
    try:
        yield progress
    except (openai.APITimeoutError, httpx2.TimeoutException) as error:
        raise ModelTimeoutError(f"{model}: no answer in time") from error
    except (openai.APIConnectionError, httpx2.TransportError) as error:  # bytes are read past the SDK's own errors
        kind = ModelBrokeOffError if progress.begun else ModelUnavailableError
        raise kind(f"{model}: {error.__cause__ or error}") from error
    except openai.APIStatusError as error:
        raise of_status(error.status_code, error.code)(
            f"{model}: status {error.status_code}: {error.message}"
        ) from error
    except json.JSONDecodeError as error:
        raise ModelMalformedError(f"{model}: {error}") from error
    except openai.APIError as error:
        raise ModelUnavailableError(f"{model}: {error.message}") from error
    except openai.OpenAIError as error:
        raise ModelError(f"{model}: {type(error).__name__}: {error}") from error


def of_status(status: int, code: str | None = None) -> type[ModelError]:
    """The error that an HTTP status stands for."""
    if code == _NO_CREDIT or status in _NO_ACCESS:
        return ModelAccessError
    if status == 429:
        return ModelOverloadedError
    return ModelRequestError if status < 500 else ModelUnavailableError
