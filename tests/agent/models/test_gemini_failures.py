import aiohttp
import httpx
import pytest
from google.genai import errors

from agent.models.base import (
    ModelAccessError,
    ModelBrokeOffError,
    ModelError,
    ModelMalformedError,
    ModelOverloadedError,
    ModelTimeoutError,
    ModelUnavailableError,
)
from agent.models.gemini_failures import failures_of


def fail(error: Exception, *, begun: bool) -> None:
    """Something goes wrong, before or after an answer has begun."""
    with failures_of("some-model") as progress:
        progress.begun = begun
        raise error


@pytest.mark.parametrize(
    ("error", "begun", "kind"),
    [
        (errors.ClientError(429, {"error": {"message": "slowly"}}), False, ModelOverloadedError),
        (errors.ClientError(403, {"error": {"message": "no"}}), False, ModelAccessError),
        (errors.ServerError(503, {"error": {"message": "full"}}), False, ModelUnavailableError),
        (errors.UnknownApiResponseError("not JSON"), True, ModelMalformedError),
        (httpx.ReadTimeout("slow"), True, ModelTimeoutError),
        (TimeoutError(), True, ModelTimeoutError),
        (aiohttp.ClientPayloadError("gone"), True, ModelBrokeOffError),
        (aiohttp.ClientPayloadError("gone"), False, ModelUnavailableError),
        (ConnectionResetError("gone"), True, ModelBrokeOffError),
    ],
)
def test_an_error_of_the_sdk_is_one_of_ours(error: Exception, begun: bool, kind: type[ModelError]) -> None:
    with pytest.raises(ModelError, match="some-model") as raised:
        fail(error, begun=begun)
    assert type(raised.value) is kind
