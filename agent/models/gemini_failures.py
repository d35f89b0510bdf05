"""Which of our errors a failure of google-genai is; whichever HTTP library it uses, its errors come through bare."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import httpx
import httpx2
from google.genai import errors
from pydantic import ValidationError

from agent.models.base import (
    ModelBrokeOffError,
    ModelError,
    ModelMalformedError,
    ModelTimeoutError,
    ModelUnavailableError,
)
from agent.models.chat.failures import Progress, of_status

_TIMEOUTS = (httpx.TimeoutException, httpx2.TimeoutException, asyncio.TimeoutError)
_LOST = (httpx.TransportError, httpx2.TransportError, aiohttp.ClientError, ConnectionError)


@contextmanager
def failures_of(model: str) -> Iterator[Progress]:
    """Raise what goes wrong inside as one of our errors, with the provider's own words."""
    progress = Progress()
    try:
        yield progress
    except errors.APIError as error:
        raise of_status(error.code)(f"{model}: status {error.code}: {error.message}") from error
    except (errors.UnknownApiResponseError, json.JSONDecodeError, ValidationError) as error:
        raise ModelMalformedError(f"{model}: {error}") from error
    except _TIMEOUTS as error:
        raise ModelTimeoutError(f"{model}: no answer in time") from error
    except _LOST as error:
        kind: type[ModelError] = ModelBrokeOffError if progress.begun else ModelUnavailableError
        raise kind(f"{model}: {type(error).__name__}: {error}") from error
