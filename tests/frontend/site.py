"""A study server on a real port, as a browser needs it; the media server behind it is a fake or a real one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from server.app import Outside, create_app
from server.integrations.rooms import FakeRooms, Rooms
from tests.server.house import settings_in
from tests.server.studies import rehearsal_study, write_study
from tests.support.ports import free_port
from tests.support.waiting import wait_until

DIST = Path(__file__).resolve().parents[2] / "frontend/dist"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the study is, and the fake media server's book if it has one."""

    url: str
    rooms: Rooms
    folder: Path

    def link(self, session: str, *, study: str = "rehearsal", scenario: str | None = None) -> str:
        """The recruiter's link of one participant."""
        ids = f"PROLIFIC_PID=pid-{session}&STUDY_ID=study-1&SESSION_ID={session}"
        return f"{self.url}/s/{study}?{ids}" + (f"&scenario={scenario}" if scenario else "")


@contextmanager
def running_site(folder: Path, *, rooms: Rooms | None = None, livekit_url: str | None = None) -> Iterator[Site]:
    """Serve the built page and the rehearsal study until the block ends.

    Raises FileNotFoundError without a page, RuntimeError when the server does not start.
    """
    if not (DIST / "index.html").is_file():
        raise FileNotFoundError(f"no built page in {DIST}: run `make setup`")
    write_study(folder / "studies", rehearsal_study())
    rooms = rooms or FakeRooms()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    changes = {"livekit_url": livekit_url} if livekit_url else {}
    settings = settings_in(folder, frontend_dir=DIST, public_url=url, **changes)
    app = create_app(settings, outside=Outside(rooms=rooms))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive(), for_what="the study server", timeout_s=60)
        if not server.started:
            raise RuntimeError("the study server did not start")
        yield Site(url, rooms, folder)
    finally:
        server.should_exit = True
        thread.join(10)
