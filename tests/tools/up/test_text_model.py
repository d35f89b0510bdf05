import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.support.ports import free_port
from tools.up.text_model import doubt_about_text_model


class _Endpoint(BaseHTTPRequestHandler):
    """Lists its models to who has the key; /broken is a server with a fault."""

    def do_GET(self) -> None:
        known = {"/v1/models": 200, "/broken/models": 500}
        status = known.get(self.path, 404)
        self.send_response(status if self.headers["Authorization"] == "Bearer right" else 401)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), _Endpoint)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def doubt(url: str, key: str = "right", patience_s: float = 30.0) -> str:
    told = doubt_about_text_model({"PARLEY_TEXT_MODEL_URL": url, "PARLEY_TEXT_MODEL_KEY": key}, patience_s=patience_s)
    assert "\n" not in (told or "")
    return told or ""


def test_without_a_text_model_there_is_no_doubt() -> None:
    assert doubt_about_text_model({}) is None


@pytest.mark.parametrize("path", ["/v1", "/v1/"])
def test_one_that_answers_gives_no_doubt(endpoint: str, path: str) -> None:
    assert doubt(endpoint + path) == ""


@pytest.mark.parametrize(
    ("path", "key", "says"),
    [
        ("", "right", "should end with the API's version, such as /v1"),
        ("/v1", "wrong", "status 401: check PARLEY_TEXT_MODEL_KEY"),
        ("/broken", "right", "answers with status 500"),
    ],
)
def test_one_that_answers_otherwise_says_what_to_check(endpoint: str, path: str, key: str, says: str) -> None:
    assert says in doubt(endpoint + path, key)


@pytest.mark.usefixtures("endpoint")
def test_nobody_there() -> None:
    url = f"http://127.0.0.1:{free_port()}/v1"
    assert f"the text model at {url} does not answer ([Errno 111] Connection refused)" in doubt(url)


@pytest.mark.usefixtures("endpoint")
def test_somebody_who_never_says_a_word() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert "does not answer (timed out)" in doubt(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", patience_s=0.1)


@pytest.mark.usefixtures("endpoint")
def test_an_address_that_cannot_be() -> None:
    assert "does not answer (nonnumeric port: 'eleven')" in doubt("http://127.0.0.1:eleven/v1")


@pytest.mark.parametrize("url", ["localhost:11434/v1", "11434"])
def test_what_is_no_address(url: str) -> None:
    assert "begins with http:// or https://" in doubt(url)
