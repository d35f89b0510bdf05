"""A Prolific inside a test: the emulator and a client of ours on it, without a network, by a clock that is turned."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from server.clock import ManualClock
from server.integrations.prolific import Patience, Prolific
from server.integrations.prolific.codes import completion_codes
from server.integrations.prolific.wire import Study, StudyDraft
from server.prolific_emulator.app import create_app
from server.prolific_emulator.state import Fault
from server.prolific_emulator.world import World
from tests.server.client import wait_for

TOKEN = "the-emulator-s-token"
CODES = completion_codes(
    completed="C-DONE", no_consent="N-CONSENT", incompatible_device="D-DEVICE", our_fault="T-TROUBLE"
)


class InProcess(httpx.BaseTransport):
    """Carries requests to an application in this process; an answer that breaks off is a lost connection."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self.sent: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(f"{request.method} {request.url.path}")
        return wait_for(self._carry(request))

    async def _carry(self, request: httpx.Request) -> httpx.Response:
        messages: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": request.read(), "more_body": False}

        async def send(message: Any) -> None:
            messages.append(message)

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": request.method,
            "scheme": "http",
            "path": request.url.path,
            "raw_path": request.url.raw_path.partition(b"?")[0],
            "query_string": request.url.query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "server": ("prolific", 80),
            "client": ("127.0.0.1", 1),
        }
        await self._app(scope, receive, send)
        if len(messages) < 2:
            raise httpx.RemoteProtocolError("the answer broke off", request=request)
        body = b"".join(message.get("body", b"") for message in messages[1:])
        return httpx.Response(messages[0]["status"], headers=messages[0]["headers"], content=body)


@dataclass
class Emulated:
    """The emulator with a client; ``waited`` are the seconds of its patience."""

    clock: ManualClock
    file: Path | None = None
    waited: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Start the emulator, or start it again."""
        self.app = create_app(token=TOKEN, file=self.file, clock=self.clock, delivering=False)
        self.transport = InProcess(self.app)
        self.prolific = self.client()

    def client(self, token: str = TOKEN, tries: int = 4) -> Prolific:
        """A client; each has a lane of its own."""
        headers = {"Authorization": f"Token {token}"}
        http = httpx.Client(base_url="http://prolific", transport=self.transport, headers=headers)
        return Prolific(http, Patience(tries=tries, sleep=self.waited.append, chance=lambda: 1.0))

    @property
    def world(self) -> World:
        return self.app.state.world  # type: ignore[no-any-return]

    def spoil(self, kind: Any, path: str = "", *, method: str = "POST", times: int = 1, seconds: float = 0) -> None:
        """Have something go wrong."""
        with self.world.open() as state:
            state.faults.append(Fault(kind=kind, path=path, method=method, times=times, seconds=seconds))

    def browser(self) -> httpx.Client:
        """A participant's browser, which follows no links by itself."""
        return httpx.Client(base_url="http://prolific", transport=self.transport)

    def arrive(self, study_id: str, n: int) -> list[dict[str, str]]:
        """Let people follow a study's link; the entries of all inside."""
        with self.browser() as browser:
            answer = browser.post("/emulator/arrivals", json={"study_id": study_id, "n": n})
        found: list[dict[str, str]] = answer.raise_for_status().json()
        return found

    def study(self, *, places: int = 3, publish: bool = True, **changes: Any) -> Study:
        """A study of this draft, published."""
        made = self.prolific.studies.create(draft(total_available_places=places, **changes))
        return self.prolific.studies.publish(made.id) if publish else made

    def finished(self, study_id: str, n: int, code: str = "C-DONE") -> list[str]:
        """People who took part and came back with a code; their submissions."""
        ids = [entry["submission"] for entry in self.arrive(study_id, n)][:n]
        with self.browser() as browser:
            for submission_id in ids:
                browser.post(f"/submissions/{submission_id}/code", data={"code": code}).raise_for_status()
        return ids


def draft(**changes: Any) -> StudyDraft:
    """A study as the paper's, made legal."""
    values: dict[str, Any] = {
        "name": "Talk with a voice assistant for 10 minutes",
        "internal_name": "trial",
        "description": "You talk, and say how it was.",
        "external_study_url": "http://parley/s/trial?PROLIFIC_PID={{%PROLIFIC_PID%}}"
        "&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}",
        "total_available_places": 3,
        "estimated_completion_time": 13,
        "maximum_allowed_time": 45,
        "reward": 260,
        "completion_codes": CODES,
    }
    return StudyDraft(**(values | changes))
