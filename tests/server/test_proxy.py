"""Whose word is taken for a client's address: uvicorn's rule, with the values that the image and compose give it."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn import Config

ROOT = Path(__file__).resolve().parents[2]
IN_IMAGE = re.search(r"^ENV FORWARDED_ALLOW_IPS=(\S+)$", (ROOT / "docker/Dockerfile").read_text(), re.MULTILINE)
IN_COMPOSE = re.search(r"^FORWARDED_ALLOW_IPS=(\S+)$", (ROOT / ".env.example").read_text(), re.MULTILINE)

PARTICIPANT = "203.0.113.9"


async def client_behind(proxy: str) -> str:
    """The address that the server takes a participant's request to come from."""
    seen: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["client"][0])

    config = Config(app, lifespan="off", log_config=None)
    config.load()
    scope: dict[str, Any] = {
        "type": "http",
        "scheme": "http",
        "client": (proxy, 1234),
        "headers": [(b"x-forwarded-for", PARTICIPANT.encode())],
    }
    await config.loaded_app(scope, None, None)
    return seen[0]


@pytest.mark.parametrize(("proxy", "believed"), [("127.0.0.1", True), ("172.18.0.1", False), ("198.51.100.1", False)])
async def test_the_image_believes_loopback_alone(monkeypatch: pytest.MonkeyPatch, proxy: str, believed: bool) -> None:
    assert IN_IMAGE is not None
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", IN_IMAGE[1])
    assert await client_behind(proxy) == (PARTICIPANT if believed else proxy)


@pytest.mark.parametrize(("proxy", "believed"), [("127.0.0.1", True), ("172.18.0.1", True), ("198.51.100.1", False)])
async def test_compose_believes_the_host_too(monkeypatch: pytest.MonkeyPatch, proxy: str, believed: bool) -> None:
    assert IN_COMPOSE is not None
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", IN_COMPOSE[1])
    assert await client_behind(proxy) == (PARTICIPANT if believed else proxy)
