import json

import httpx2
import openai
import pytest

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
from agent.models.chat.failures import failures_of, of_status

REQUEST = httpx2.Request("POST", "http://127.0.0.1/v1")


def fail(error: Exception, *, begun: bool) -> None:
    """Something goes wrong, before or after an answer has begun."""
    with failures_of("some-model") as progress:
        progress.begun = begun
        raise error


def told(error: Exception, *, begun: bool = False) -> ModelError:
    """What becomes of an error."""
    with pytest.raises(ModelError) as raised:
        fail(error, begun=begun)
    assert raised.value.__cause__ is error
    return raised.value


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (openai.APITimeoutError(REQUEST), ModelTimeoutError),
        (httpx2.ReadTimeout("slow"), ModelTimeoutError),
        (openai.APIConnectionError(request=REQUEST), ModelUnavailableError),
        (httpx2.ReadError("gone"), ModelUnavailableError),
        (openai.APIError("out of memory", REQUEST, body=None), ModelUnavailableError),
        (json.JSONDecodeError("no JSON", "{", 0), ModelMalformedError),
        (openai.OpenAIError("something else"), ModelError),
    ],
)
def test_an_error_of_the_sdk_is_one_of_ours(error: Exception, kind: type[ModelError]) -> None:
    assert type(told(error)) is kind
    assert str(told(error)).startswith("some-model: ")


@pytest.mark.parametrize("error", [openai.APIConnectionError(request=REQUEST), httpx2.ReadError("gone")])
def test_a_connection_that_is_lost_after_the_beginning_broke_off(error: Exception) -> None:
    assert type(told(error, begun=True)) is ModelBrokeOffError


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, None, ModelRequestError),
        (401, "invalid_api_key", ModelAccessError),
        (403, None, ModelAccessError),
        (404, "model_not_found", ModelAccessError),
        (413, None, ModelRequestError),
        (429, "rate_limit_exceeded", ModelOverloadedError),
        (429, "insufficient_quota", ModelAccessError),
        (500, None, ModelUnavailableError),
        (503, None, ModelUnavailableError),
    ],
)
def test_what_a_status_stands_for(status: int, code: str | None, kind: type[ModelError]) -> None:
    assert of_status(status, code) is kind


def test_errors_of_our_own_pass_as_they_are() -> None:
    ours = ModelMalformedError("no audio")
    with pytest.raises(ModelMalformedError) as raised:
        fail(ours, begun=False)
    assert raised.value is ours
