"""How refusals look in the API's description."""

from typing import Any

from server.schemas.problem import Problem

_TEXTS = {
    401: "Token, secret or session is missing or wrong",
    404: "There is no such thing",
    409: "Not now: ask again where the submission stands (code `wrong_stage`)",
    413: "Too large",
    422: "A field is wrong; `fields` says which and what is right",
    429: "Too many tries",
    503: "Not available",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For ``responses=`` of a router."""
    return {status: {"model": Problem, "description": _TEXTS[status]} for status in statuses}
