"""The limit on bodies, asked as a server asks an ASGI application."""

from collections.abc import Iterable
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from server.body_limit import MAX_BODY_BYTES, BodyLimit

HALF = MAX_BODY_BYTES // 2


class Reader:
    """An application that takes the whole body and then answers."""

    def __init__(self) -> None:
        self.n_bytes: int | None = None
        self.cut_off = False

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        self.n_bytes, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.cut_off = True
                return
            self.n_bytes += len(message.get("body", b""))
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def post(reader: Reader, chunks: Iterable[bytes], announced: str | None = None) -> int | None:
    """The status of the answer to a body of these chunks; None when there is no answer."""
    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    incoming = iter([*messages, {"type": "http.request", "body": b"", "more_body": False}])
    sent: list[Message] = []

    async def receive() -> Message:
        return next(incoming)

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", announced.encode())] if announced is not None else []
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": "/", "headers": headers}
    await BodyLimit(reader)(scope, receive, send)
    return next((int(message["status"]) for message in sent if message["type"] == "http.response.start"), None)


async def test_the_largest_body_passes() -> None:
    reader = Reader()
    assert await post(reader, [bytes(HALF), bytes(HALF)], str(MAX_BODY_BYTES)) == 200
    assert reader.n_bytes == MAX_BODY_BYTES


@pytest.mark.parametrize("announced", [str(MAX_BODY_BYTES + 1), "-1", "many", ""])
async def test_a_length_too_large_or_senseless_is_refused_before_a_byte_is_read(announced: str) -> None:
    reader = Reader()
    assert await post(reader, [b"x"], announced) == 413
    assert reader.n_bytes is None


async def test_a_body_without_a_length_is_cut_off_where_it_grows_too_large() -> None:
    reader = Reader()
    assert await post(reader, [bytes(HALF), bytes(HALF), b"x"]) is None
    assert reader.cut_off
    assert reader.n_bytes == MAX_BODY_BYTES


async def test_a_body_larger_than_its_length_is_cut_off_too() -> None:
    reader = Reader()
    assert await post(reader, [bytes(HALF), bytes(HALF), b"x"], "10") is None
    assert reader.cut_off


async def test_what_is_no_request_passes_untouched() -> None:
    seen: list[str] = []

    async def application(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def never() -> Message:
        raise AssertionError("nobody asks")

    async def nowhere(_message: Message) -> None:
        raise AssertionError("nobody answers")

    await BodyLimit(application)({"type": "lifespan"}, never, nowhere)
    assert seen == ["lifespan"]
