"""The headers on every answer."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from server.headers import SecurityHeaders, content_security_policy
from server.settings import ServerSettings
from tests.server.house import settings_in


def settings(**changes: Any) -> ServerSettings:
    return settings_in(Path("/nowhere"), livekit_api_secret=SecretStr("s"), **changes)


def directives(changed: ServerSettings) -> dict[str, str]:
    """The policy, by directive."""
    parts = (part.partition(" ") for part in content_security_policy(changed).split("; "))
    return {name: value for name, _, value in parts}


async def answer(path: str, *, own: dict[str, str] | None = None, **changes: Any) -> Headers:
    """The headers of an answer whose application sets its own ones first."""

    async def application(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(name.lower().encode(), value.encode()) for name, value in (own or {}).items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "headers": []}
    await SecurityHeaders(application, settings(**changes))(scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    return Headers(raw=sent[0]["headers"])


@pytest.mark.parametrize(
    ("url", "sources"),
    [
        ("ws://127.0.0.1:7880", "'self' ws://127.0.0.1:7880 http://127.0.0.1:7880"),
        ("wss://media.example.org", "'self' wss://media.example.org https://media.example.org"),
    ],
)
def test_the_page_may_talk_to_this_server_and_the_media_server_alone(url: str, sources: str) -> None:
    assert directives(settings(livekit_url=url))["connect-src"] == sources


def test_the_media_server_is_the_one_that_browsers_use() -> None:
    inside = settings(livekit_url="ws://livekit:7880", livekit_public_url="wss://media.example.org")
    assert "livekit:7880" not in content_security_policy(inside)


def test_nothing_else_is_loaded_framed_or_run() -> None:
    policy = directives(settings())
    assert policy["default-src"] == "'self'"
    assert {name for name, value in policy.items() if value == "'none'"} == {
        "object-src",
        "base-uri",
        "frame-ancestors",
    }
    assert "unsafe" not in content_security_policy(settings())


@pytest.mark.parametrize("path", ["/", "/s/rehearsal", "/api/participant/submission", "/assets/index.js"])
async def test_every_answer_has_them(path: str) -> None:
    headers = await answer(path)
    assert headers["content-security-policy"] == content_security_policy(settings())
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "microphone=(self)" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("path", "cached"), [("/api/participant/submission", "no-store"), ("/healthz", "no-store"), ("/assets/x.js", None)]
)
async def test_what_is_somebody_s_is_never_cached(path: str, cached: str | None) -> None:
    assert (await answer(path)).get("cache-control") == cached


async def test_an_answer_s_own_wish_to_be_cached_counts_only_outside_the_api() -> None:
    own = {"Cache-Control": "max-age=60"}
    assert (await answer("/assets/x.js", own=own))["cache-control"] == "max-age=60"
    assert (await answer("/api/x", own=own)).getlist("cache-control") == ["no-store"]


async def test_a_header_that_an_answer_sets_itself_stays() -> None:
    headers = await answer("/", own={"X-Frame-Options": "SAMEORIGIN"})
    assert headers.getlist("x-frame-options") == ["SAMEORIGIN"]


@pytest.mark.parametrize(
    ("url", "lasting"), [("https://talk.example.org", "max-age=31536000"), ("http://127.0.0.1:8000", None)]
)
async def test_browsers_are_bound_to_tls_only_where_there_is_tls(url: str, lasting: str | None) -> None:
    assert (await answer("/", public_url=url)).get("strict-transport-security") == lasting
