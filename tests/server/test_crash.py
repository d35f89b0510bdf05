"""A real server process is killed between posts: what it acknowledged is there when the next one starts."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.server.house import AGENT_SECRET, write_studies
from tests.server.media_stub import MediaStub, media_stub
from tests.support.ports import free_port
from tests.support.waiting import wait_until


@contextmanager
def serving(folder: Path, media: MediaStub) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A study server as `parley up` starts it, on a free port."""
    port = free_port()
    environment = os.environ | {
        "PARLEY_DATA_DIR": str(folder / "data"),
        "PARLEY_STUDIES_DIR": str(folder / "studies"),
        "PARLEY_AGENT_SECRET": AGENT_SECRET,
        "LIVEKIT_URL": media.url,
    }
    command = [sys.executable, "-m", "uvicorn", "--factory", "server.app:create_app", "--port", str(port)]
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(
            lambda: process.poll() is not None or _is_up(url), for_what="the study server", timeout_s=60, every_s=0.1
        )
        assert process.poll() is None, (folder / "server.log").read_text()
        yield url, process
    finally:
        process.kill()
        process.wait()


def _is_up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=2).is_success
    except httpx.TransportError:
        return False


def start_conversation(url: str, database: Path) -> str:
    """Walk to the conversation; its id, which only the agent would be told."""
    with httpx.Client(base_url=f"{url}/api/participant", timeout=30) as client:
        entry = client.post("/entry", json={"study": "rehearsal"}).json()
        client.headers["Authorization"] = f"Bearer {entry['token']}"
        client.post("/consent", json={"hash": entry["submission"]["consent"]["hash"], "agreed": True})
        client.post("/audio-check", json={"passed": True})
        client.post("/conversation").raise_for_status()
    with sqlite3.connect(database) as connection:
        (conversation_id,) = connection.execute("SELECT id FROM conversation").fetchone()
    return str(conversation_id)


class Poster(threading.Thread):
    """Posts one event after the other until the server is gone; remembers the last acknowledgement."""

    def __init__(self, url: str, conversation_id: str, job_id: str) -> None:
        super().__init__()
        self.client = httpx.Client(
            base_url=f"{url}/api/agent/conversations/{conversation_id}",
            headers={"Authorization": f"Bearer {AGENT_SECRET}"},
            timeout=30,
        )
        self.job_id = job_id
        self.acknowledged = 0

    def claim(self) -> int:
        response = self.client.post("/claim", json={"job_id": self.job_id})
        response.raise_for_status()
        return int(response.json()["attempt"])

    def run(self) -> None:
        attempt = self.claim()
        try:
            while self.acknowledged < 5000:
                event = {
                    "type": "user_state",
                    "attempt": attempt,
                    "seq": self.acknowledged + 1,
                    "at": datetime.now(UTC).isoformat(),
                    "offset_s": 0.1,
                    "state": "speaking",
                }
                batch = {"job_id": self.job_id, "attempt": attempt, "events": [event]}
                self.acknowledged = self.client.post("/events", json=batch).json()["acknowledged"]
        except httpx.TransportError:
            return


@pytest.fixture
def media() -> Iterator[MediaStub]:
    with media_stub() as stub:
        yield stub


@pytest.mark.processes
def test_acknowledged_events_survive_kill_9(tmp_path: Path, media: MediaStub) -> None:
    write_studies(tmp_path)
    with serving(tmp_path, media) as (url, process):
        conversation_id = start_conversation(url, tmp_path / "data/parley.db")
        poster = Poster(url, conversation_id, f"job-{uuid4().hex[:6]}")
        poster.start()
        wait_until(lambda: poster.acknowledged >= 40, for_what="40 acknowledged events", timeout_s=60, every_s=0.01)
        process.send_signal(signal.SIGKILL)
        poster.join()
    assert poster.acknowledged >= 40
    with serving(tmp_path, media) as (url, _):
        again = Poster(url, conversation_id, poster.job_id)
        attempt = again.claim()
        batch = {"job_id": again.job_id, "attempt": attempt, "events": []}
        stored = again.client.post("/events", json=batch).json()["acknowledged"]
    assert stored in (poster.acknowledged, poster.acknowledged + 1)  # one may have been stored and not answered
