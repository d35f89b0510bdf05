"""A whole study server inside a test: real routes and database, a fake media server, a clock that the test turns."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast, get_args

from fastapi import FastAPI
from pydantic import SecretStr

from scenarios.card import Category
from scenarios.loading import Catalog, load_catalog
from server.app import Outside, create_app
from server.clock import ManualClock
from server.database import Database
from server.integrations.prolific import Prolific
from server.integrations.rooms import FakeRooms, Rooms
from server.migrations import migrate
from server.parts import Parts
from server.services.watch import OVERSLEPT_S, Watch
from server.settings import ServerSettings
from tests.server.client import Client, started
from tests.server.studies import real_study, rehearsal_study, write_study

AGENT_SECRET = "the-agent-and-the-server-know-this"
RESEARCHER_KEY = "only-researchers-know-this-key"

N_SCENARIOS = 4  # of a category: houses are opened often, and the catalogue grows


@cache
def the_catalog() -> Catalog:
    """The first few scenarios of each category."""
    whole = load_catalog()
    return Catalog({found.id: found for category in get_args(Category) for found in whole.of(category)[:N_SCENARIOS]})


@cache
def _migrated() -> bytes:
    """A SQLite file at the newest revision, without a row: a copy of it spares each house its migrations."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "template.db"
        database = Database(f"sqlite:///{file}")
        migrate(database)
        database.close()
        return file.read_bytes()


@dataclass
class House:
    """The server and what a test may turn."""

    app: FastAPI
    client: Client
    clock: ManualClock
    rooms: FakeRooms
    watch: Watch
    slept: list[float]  # seconds for which a request was kept waiting

    @property
    def parts(self) -> Parts:
        """The running server's parts."""
        return cast("Parts", self.app.state.parts)

    def pass_time(self, seconds: float, *, step_s: float = 1.0) -> None:
        """Turn the clock in steps, as the watch would see it."""
        passed = 0.0
        while passed < seconds:
            self.clock.advance(min(step_s, seconds - passed))
            passed += step_s
            self.watch.look()


def settings_in(folder: Path, **changes: Any) -> ServerSettings:
    """Settings of a server that keeps everything in a folder."""
    values: dict[str, Any] = {
        "data_dir": folder / "data",
        "studies_dir": folder / "studies",
        "frontend_dir": folder / "page",
        "agent_secret": SecretStr(AGENT_SECRET),
        "researcher_key": SecretStr(RESEARCHER_KEY),
    }
    return ServerSettings(**(values | changes))


def write_studies(folder: Path, **changes: Any) -> None:
    """The rehearsal study and a real one; changes are made to the real one."""
    write_study(folder / "studies", rehearsal_study())
    write_study(folder / "studies", real_study(**changes))


@contextmanager
def open_house(
    settings: ServerSettings,
    *,
    rooms: Rooms | None = None,
    catalog: Catalog | None = None,
    clock: ManualClock | None = None,
    prolific: Prolific | None = None,
) -> Iterator[House]:
    """Start the server; its watch looks only when the test says so, and has been awake for a while."""
    clock = clock or ManualClock()
    rooms = rooms or FakeRooms()
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    file = Path(settings.database.removeprefix("sqlite:///"))
    if settings.database.startswith("sqlite:") and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_migrated())
    outside = Outside(
        rooms=rooms, prolific=prolific, clock=clock, catalog=catalog or the_catalog(), watching=False, sleep=sleep
    )
    app = create_app(settings, outside=outside)
    with started(app) as client:
        watch = Watch(app.state.parts)
        house = House(app, client, clock, cast("FakeRooms", rooms), watch, slept)
        watch.look()
        house.pass_time(app.state.parts.patience.awake_s + 1, step_s=OVERSLEPT_S)
        yield house
