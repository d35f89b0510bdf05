import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.support.ports import free_port
from tools.supervise.part import accepts_on, answers_http


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 503)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def http_port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Answer)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_http_is_healthy_only_with_200(http_port: int) -> None:
    assert answers_http(http_port, "/healthz")()
    assert not answers_http(http_port, "/other")()


def test_http_is_not_healthy_when_nobody_listens() -> None:
    assert not answers_http(free_port(), "/")()


def test_a_socket_is_healthy_once_it_takes_connections(tmp_path: Path) -> None:
    path = tmp_path / "s"
    probe = accepts_on(path)
    assert not probe()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        assert not probe()
        server.listen()
        assert probe()
    assert not probe()
