"""A real LiveKit server on free loopback ports: one for a whole test run, or one for a benchmark."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from livekit import api

from tests.support.ports import free_port
from tests.support.waiting import wait_until

REPOSITORY = Path(__file__).resolve().parents[2]
API_KEY = "parley-test"
API_SECRET = "only-for-tests-on-loopback-0123456789"


@dataclass(frozen=True, slots=True)
class LiveKitServer:
    """A running server and what is needed to use it."""

    url: str
    api_key: str
    api_secret: str
    pid: int
    udp_port: int

    @property
    def http_url(self) -> str:
        """The address of its HTTP API."""
        return self.url.replace("ws", "http", 1)

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which our processes and LiveKit's own find it."""
        return {"LIVEKIT_URL": self.url, "LIVEKIT_API_KEY": self.api_key, "LIVEKIT_API_SECRET": self.api_secret}

    def token(self, *, room: str, identity: str, grants: api.VideoGrants | None = None) -> str:
        """A token to join ``room``; without ``grants`` it may publish, subscribe and send data."""
        token = api.AccessToken(self.api_key, self.api_secret).with_identity(identity).with_ttl(timedelta(hours=1))
        return token.with_grants(grants or api.VideoGrants(room_join=True, room=room)).to_jwt()


def find_binary() -> Path | None:
    """The server's binary: LIVEKIT_SERVER_BIN, the one that ``make`` built, or one on PATH."""
    candidates = (os.environ.get("LIVEKIT_SERVER_BIN"), REPOSITORY / ".cache/bin/livekit-server")
    for candidate in candidates:
        if candidate and Path(candidate).is_file():
            return Path(candidate)
    found = shutil.which("livekit-server")
    return Path(found) if found else None


def require_binary() -> Path:
    """The same, or RuntimeError saying what to do."""
    if (binary := find_binary()) is None:
        raise RuntimeError("no livekit-server: run `make setup`, or set LIVEKIT_SERVER_BIN")
    return binary


def _config(*, port: int, udp_port: int) -> str:
    """JSON is YAML: the configuration for loopback alone, all media over one UDP port."""
    rtc = {
        "tcp_port": 0,
        "udp_port": udp_port,
        "use_external_ip": False,
        "node_ip": "127.0.0.1",
        "enable_loopback_candidate": True,
        "ips": {"includes": ["127.0.0.1/32"]},
    }
    return json.dumps({"port": port, "bind_addresses": ["127.0.0.1"], "rtc": rtc, "keys": {API_KEY: API_SECRET}})


def _is_up(server: LiveKitServer, process: subprocess.Popen[bytes], log: Path) -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"livekit-server ended with {process.returncode}: {log.read_text()[-2000:]}")
    try:
        return httpx.get(server.http_url, timeout=1).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


@contextmanager
def running_livekit(binary: Path) -> Iterator[LiveKitServer]:
    """Start the server, wait until it answers, stop it at the end. Raises RuntimeError when it ends by itself."""
    port, udp_port = free_port(), free_port(socket.SOCK_DGRAM)
    with tempfile.TemporaryDirectory(prefix="parley-livekit-") as folder:
        log = Path(folder, "log")
        command = [str(binary), "--config-body", _config(port=port, udp_port=udp_port)]
        with log.open("wb") as log_file:
            process = subprocess.Popen(command, stdout=log_file, stderr=subprocess.STDOUT)
        server = LiveKitServer(f"ws://127.0.0.1:{port}", API_KEY, API_SECRET, process.pid, udp_port)
        try:
            wait_until(lambda: _is_up(server, process, log), for_what="livekit-server to answer", timeout_s=60)
            yield server
        finally:
            process.terminate()  # not heeded in the very first moments of the server, hence the kill
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="session")
def livekit_server() -> Iterator[LiveKitServer]:
    """One server for all tests of a run; tests keep apart by their rooms' names."""
    with running_livekit(require_binary()) as server:
        yield server
