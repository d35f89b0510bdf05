"""Builds the study server: ``uvicorn --factory server.app:create_app``."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from scenarios.loading import Catalog, load_catalog
from server import problems
from server.body_limit import BodyLimit
from server.clock import Clock, system_clock
from server.database import Database
from server.headers import SecurityHeaders
from server.integrations.livekit import LiveKitRooms
from server.integrations.prolific import Patience, Prolific, connect
from server.integrations.rooms import Rooms
from server.integrations.storage import Storage
from server.logs import configure_logs
from server.migrations import migrate
from server.page import page_router
from server.parts import Parts
from server.routes import agent, health, participant, recruiter, researcher
from server.services import feedback_audio
from server.services.recruiting.rounds import Rounds
from server.services.researchers import Gate, Sleep
from server.services.shelf import Shelf, read_studies
from server.services.watch import Watch
from server.settings import ServerSettings
from server.version import code_version


@dataclass(frozen=True, slots=True)
class Outside:
    """What tests replace: media server, recruiter, time, scenarios; ``watching`` off leaves looking to them."""

    rooms: Rooms | None = None
    prolific: Prolific | None = None
    clock: Clock = system_clock
    catalog: Catalog | None = None
    watching: bool = True
    sleep: Sleep = asyncio.sleep


def create_app(settings: ServerSettings | None = None, *, outside: Outside | None = None) -> FastAPI:
    """The whole server. Raises pydantic.ValidationError for settings that cannot be used."""
    settings = settings or ServerSettings()
    outside = outside or Outside()
    configure_logs(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        parts = await run_in_threadpool(build_parts, settings, outside)
        app.state.parts, app.state.gate = parts, Gate(outside.sleep)
        await run_in_threadpool(feedback_audio.sweep, parts)
        watch, rounds = Watch(parts), Rounds(parts)
        if outside.watching:
            watch.start()
            rounds.start()
        yield
        if outside.watching:
            await run_in_threadpool(watch.stop)
            await run_in_threadpool(rounds.stop)
        parts.database.close()

    app = FastAPI(
        title="Parley study server",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        routes=_api().routes,
        generate_unique_id_function=_operation_id,
        lifespan=lifespan,
    )
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders, settings=settings)
    problems.install(app)
    app.include_router(page_router(settings.frontend_dir))
    return app


@cache
def _api() -> APIRouter:
    """The routes that are the same in every server: building them takes longest, so they are built once."""
    api = APIRouter(generate_unique_id_function=_operation_id)
    for router in (participant.router, agent.router, researcher.router, recruiter.router, health.router):
        api.include_router(router)
    return api


def build_parts(settings: ServerSettings, outside: Outside) -> Parts:
    """Open the database, bring it up to date, and read the studies.

    Raises StudyFileError or ScenarioError for files that cannot be used.
    """
    catalog = outside.catalog if outside.catalog is not None else load_catalog()
    studies = read_studies(settings.studies_dir, catalog)
    database = Database(settings.database)
    migrate(database)
    shelf = Shelf(database=database, catalog=catalog, studies=studies)
    shelf.store(outside.clock())
    return Parts(
        settings=settings,
        database=database,
        clock=outside.clock,
        rooms=outside.rooms or _livekit(settings),
        storage=Storage(settings.data_dir),
        shelf=shelf,
        code_version=code_version(),
        prolific=outside.prolific or _prolific(settings),
    )


def _livekit(settings: ServerSettings) -> LiveKitRooms:
    return LiveKitRooms(
        url=settings.livekit_url,
        public_url=settings.livekit_for_browsers,
        api_key=settings.livekit_api_key,
        api_secret=settings.livekit_api_secret.get_secret_value(),
    )


def _prolific(settings: ServerSettings) -> Prolific | None:
    """The recruiter. Asked with little patience: participants wait for the answer, and rounds come again."""
    if not settings.prolific_token:
        return None
    return Prolific(connect(settings.prolific_token, settings.prolific_url), Patience(tries=3, first_s=0.25))


def _operation_id(route: APIRoute) -> str:
    """The function's name: what the generated client calls."""
    return route.name
