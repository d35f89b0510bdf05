"""What can go wrong with Prolific, and how its answers say so.

ProlificError
├── UnreachableError      no answer, or a gateway's: the request may or may not have been carried out
├── BadAnswerError        an answer that makes no sense: the same
└── ProlificRefusedError  an answer that says no: nothing was done
    ├── NotThereError     404
    └── CrowdedError      429, after every patience
"""

from typing import Any

import httpx


class ProlificError(Exception):
    """Something went wrong with Prolific. For logs and researchers; never shown to participants."""


class UnreachableError(ProlificError):
    """No answer came. Whether the request was carried out is not known."""


class BadAnswerError(ProlificError):
    """An answer that is not what Prolific documents. Whether the request was carried out is not known."""


class ProlificRefusedError(ProlificError):
    """Prolific refused. ``details`` are its reasons, one line each, with the field where there is one."""

    def __init__(self, status: int, title: str, details: tuple[str, ...] = (), code: int | None = None) -> None:
        super().__init__(f"Prolific answered {status}: {'; '.join((title, *details))}")
        self.status = status
        self.title = title
        self.details = details
        self.code = code


class NotThereError(ProlificRefusedError):
    """There is no such thing, or no such page."""


class CrowdedError(ProlificRefusedError):
    """Too many requests at once: try again later."""


KINDS: dict[int, type[ProlificRefusedError]] = {404: NotThereError, 429: CrowdedError}


def refusal(response: httpx.Response) -> ProlificRefusedError:
    """The refusal that an answer tells of: wrapped, bare, ``message`` with ``detail``, ``detail`` alone, or no JSON."""
    body = _json(response)
    inner = body.get("error", body)
    if not isinstance(inner, dict):
        inner = {"title": str(inner)}
    title = inner.get("title") or inner.get("message") or response.reason_phrase
    code = inner.get("error_code")
    return KINDS.get(response.status_code, ProlificRefusedError)(
        response.status_code,
        str(title),
        (*_lines(inner.get("detail")), *_lines(inner.get("additional_information"))),
        code if isinstance(code, int) else None,
    )


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {"detail": body}


def _lines(detail: Any) -> tuple[str, ...]:
    """A detail is a text, a list of them, or lists of them by field."""
    if isinstance(detail, dict):
        return tuple(f"{field}: {line}" for field, found in detail.items() for line in _lines(found))
    if isinstance(detail, list):
        return tuple(line for found in detail for line in _lines(found))
    return (str(detail),) if detail else ()
