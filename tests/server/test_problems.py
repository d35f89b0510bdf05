"""Every error is a problem document with one clear sentence."""

from collections.abc import AsyncIterator

import pytest
from fastapi.testclient import TestClient

from server.body_limit import MAX_BODY_BYTES
from tests.server.actors import Page
from tests.server.house import AGENT_SECRET, RESEARCHER_KEY, House

FIELDS = {"type", "code", "title", "status", "detail", "fields"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/participant/submission", 401),
        ("GET", "/api/participant/nothing", 404),
        ("PUT", "/api/participant/entry", 405),
        ("POST", "/api/participant/entry", 422),
        ("GET", "/api/researcher/studies", 401),
        ("POST", "/api/agent/conversations/cv-1/claim", 401),
    ],
)
def test_every_error_is_a_problem(shared_house: House, method: str, path: str, status: int) -> None:
    answer = shared_house.client.request(method, path)
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert set(problem) == FIELDS
    assert problem["status"] == status
    assert problem["type"] == f"/problems/{problem['code']}"
    assert problem["detail"].endswith(".")


def test_a_wrong_field_is_named_with_what_is_right_and_not_repeated(shared_house: House) -> None:
    answer = shared_house.client.post("/api/participant/entry", json={"study": "Häßlich!", "colour": "red"})
    problem = answer.json()
    assert [field["field"] for field in problem["fields"]] == ["study", "colour"]
    assert "String should match pattern" in problem["detail"]
    assert "Häßlich" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["agent/conversations/cv-%00/claim", "agent/conversations/%00/events", "agent/conversations/cv-%ff%00/claim"],
)
def test_ids_of_jobs_with_nul_are_refused(any_shared_house: House, path: str) -> None:
    headers = {"Authorization": f"Bearer {AGENT_SECRET}"}
    body = {"job_id": "job", "attempt": 1, "events": []} if path.endswith("events") else {"job_id": "job"}
    assert any_shared_house.client.post(f"/api/{path}", json=body, headers=headers).status_code == 422


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PATCH", "studies/%00"),
        ("GET", "submissions?study=%00"),
        ("GET", "conversations/cv-%00"),
        ("GET", "conversations/%00/audio/a.ogg"),
        ("GET", "conversations/cv-1/audio/a%00.ogg"),
    ],
)
def test_ids_of_researchers_with_nul_are_refused(any_shared_house: House, method: str, path: str) -> None:
    any_shared_house.client.post("/api/researcher/session", json={"key": RESEARCHER_KEY}).raise_for_status()
    body = {"accepting": True} if method == "PATCH" else None
    assert any_shared_house.client.request(method, f"/api/researcher/{path}", json=body).status_code == 422


def test_json_that_is_none(shared_house: House) -> None:
    answer = shared_house.client.post(
        "/api/participant/entry", content=b"{", headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_a_crash_tells_nothing_of_its_inside(house: House) -> None:
    token = Page(house).enter().token
    house.app.state.parts = None
    client = TestClient(house.app, raise_server_exceptions=False)
    answer = client.get("/api/participant/submission", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (500, "our_fault")
    assert "Traceback" not in answer.text
    assert "NoneType" not in answer.text


def test_bodies_beyond_reason_are_refused(shared_house: House) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 2**20 + 2):
            yield bytes(2**20)

    announced = shared_house.client.post("/api/participant/entry", content=bytes(MAX_BODY_BYTES + 1))
    assert announced.status_code == 413
    unannounced = shared_house.client.post("/api/participant/entry", content=endless())
    assert unannounced.status_code == 400


def test_health(shared_house: House) -> None:
    assert shared_house.client.get("/healthz").json()["status"] == "ok"
