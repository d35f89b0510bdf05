"""Whether the text model that PARLEY_TEXT_MODEL_URL names can be reached: else the first to know is a participant."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException

URL, KEY = "PARLEY_TEXT_MODEL_URL", "PARLEY_TEXT_MODEL_KEY"
PATIENCE_S = 3.0


def doubt_about_text_model(environment: Mapping[str, str], *, patience_s: float = PATIENCE_S) -> str | None:
    """What is wrong with the endpoint and what to check, in one line; None when it answers or none is named."""
    url = environment.get(URL, "").rstrip("/")
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        return f"{URL}={url} is no address: it begins with http:// or https://"
    headers = {"Authorization": f"Bearer {key}"} if (key := environment.get(KEY)) else {}
    try:
        request = urllib.request.Request(f"{url}/models", headers=headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=patience_s):  # noqa: S310
            return None
    except urllib.error.HTTPError as error:
        error.close()
        return _about_status(url, error.code)
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return (
            f"the text model at {url} does not answer ({reason}): "
            f"is its server running, and is {URL} right, port and /v1 included?"
        )


def _about_status(url: str, status: int) -> str:
    answers = f"the text model at {url} answers with status {status}"
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return f"{answers}: check {KEY}"
    if status == HTTPStatus.NOT_FOUND:
        return f"{answers} when asked for its models: {URL} should end with the API's version, such as /v1"
    return f"{answers}: look at its server's log"
