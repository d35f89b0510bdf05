"""Builds the emulator: API, participants' pages, and what steers it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.routing import BaseRoute

from server.prolific_emulator import pages
from server.prolific_emulator.faults import Faults
from server.prolific_emulator.refusals import RefusalError, body_of
from server.prolific_emulator.routes import account, bonuses, control, hooks, messages, studies, submissions
from server.prolific_emulator.routes.access import require_token
from server.prolific_emulator.sender import keep_delivering
from server.prolific_emulator.world import World


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    *, token: str, file: Path | None = None, clock: Callable[[], datetime] = _now, delivering: bool = True
) -> FastAPI:
    """The emulator. ``file`` keeps its state; tests hand in a clock and deliver events themselves."""
    world = World(clock, file)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        sender = asyncio.create_task(keep_delivering(world)) if delivering else None
        yield
        if sender is not None:
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sender

    app = FastAPI(
        title="Prolific emulator", docs_url=None, redoc_url=None, openapi_url=None, routes=_routes(), lifespan=lifespan
    )
    app.state.world, app.state.token = world, token
    app.add_middleware(Faults, world=world)
    app.add_exception_handler(RefusalError, _refuse)
    return app


@cache
def _routes() -> list[BaseRoute]:
    """The routes, which are the same in every emulator: building them takes longest, so they are built once."""
    api = APIRouter(prefix="/api/v1", dependencies=[Depends(require_token)])
    for subject in (account, studies, bonuses, submissions, messages, hooks):  # bonuses' fixed paths before ids
        api.include_router(subject.router)
    whole = APIRouter()
    for router in (api, control.router, pages.router):
        whole.include_router(router)
    return whole.routes


async def _refuse(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RefusalError)
    with request.app.state.world.open() as state:
        state.n_refusals += 1
        return JSONResponse(body_of(error, state.n_refusals), error.status)
