"""Faults between client and emulator: too crowded, a broken gateway, slow, or done and the answer lost."""

import asyncio

from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.prolific_emulator.hooks import use_up
from server.prolific_emulator.refusals import RefusalError, body_of
from server.prolific_emulator.state import Fault
from server.prolific_emulator.world import World

API = "/api/v1/"


class Faults:
    """Between the network and the API. What the emulator itself offers is never spoilt."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self._next(scope) if scope["type"] == "http" and scope["path"].startswith(API) else None
        if fault is None:
            await self._app(scope, receive, send)
        elif fault.kind == "429":
            body = body_of(RefusalError(429, "Too many requests"), 0)
            await JSONResponse(body, 429)(scope, receive, send)
        elif fault.kind == "502":
            await PlainTextResponse("Bad gateway", 502)(scope, receive, send)
        elif fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _nobody)
            # An answer that breaks off: the server closes the connection, and the client learns nothing.
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})

    def _next(self, scope: Scope) -> Fault | None:
        with self._world.open() as state:
            for fault in state.faults:
                fits = fault.method == scope["method"] and fault.path in scope["path"]
                if fits and not fault.kind.startswith("hook_"):
                    use_up(state, fault)
                    return fault
        return None


async def _nobody(_message: Message) -> None:
    """Where a lost answer goes."""
