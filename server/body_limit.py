"""Refuses bodies that are larger than anything the API takes, before they fill memory or disk."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.problems import problem_response

MAX_BODY_BYTES = 24 * 2**20  # the largest is a recording of feedback


class BodyLimit:
    """ASGI middleware; announced lengths are refused at once, unannounced ones when they are passed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > MAX_BODY_BYTES:
            response = problem_response(413, "too_large", "The request is too large.")
            await response(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY_BYTES:
                return {"type": "http.disconnect"}
            return message

        await self._app(scope, counted, send)
