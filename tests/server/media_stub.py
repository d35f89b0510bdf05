"""A media server's HTTP door that says yes to everything and writes down what it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from livekit import api


def answer_to(method: str, body: bytes) -> bytes:
    """What a media server would say to a request, as protobuf."""
    if method == "CreateRoom":
        return bytes(api.Room(name=api.CreateRoomRequest.FromString(body).name).SerializeToString())
    if method == "CreateDispatch":
        room = api.CreateAgentDispatchRequest.FromString(body).room
        return bytes(api.AgentDispatch(id="AD_stub", room=room).SerializeToString())
    if method == "ListParticipants":
        return bytes(api.ListParticipantsResponse().SerializeToString())
    return b""


@dataclass
class MediaStub:
    """What was asked, by method, as sent; ``missing`` makes it say that there is no such room."""

    url: str = ""
    missing: bool = False
    asked: list[tuple[str, bytes, str]] = field(default_factory=list)


@contextmanager
def media_stub() -> Iterator[MediaStub]:
    """Serve on a free port of loopback."""
    stub = MediaStub()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            method = self.path.rsplit("/", 1)[-1]
            stub.asked.append((method, body, self.headers["Authorization"]))
            if stub.missing:
                self._answer(404, b'{"code": "not_found", "msg": "no such room"}', "application/json")
            else:
                self._answer(200, answer_to(method, body), "application/protobuf")

        def _answer(self, status: int, body: bytes, content_type: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        stub.url = f"ws://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield stub
        finally:
            server.shutdown()
            thread.join()
