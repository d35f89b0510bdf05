"""A caller's way through the study's HTTP calls, against a server of a few lines that keeps to the contract."""

import json

import httpx
import pytest

from agent.callers.session import Session, StudyRefusedError

IDS = {"prolific_pid": "p1", "study_id": "s1", "session_id": "x1"}
ROOM = {"url": "ws://room", "token": "room-token"}
AFTER = {
    "consent": {"stage": "audio_check"},
    "audio-check": {"stage": "assignment"},
    "conversation": {"stage": "conversation", "room": ROOM},
    "conversation/end": {"stage": "rating", "instrument": {"scales": [{"id": "fluency"}, {"id": "trust"}]}},
    "ratings": {"stage": "complete", "code": "C0DE"},
}


class Study:
    """Answers as the study server would and remembers what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/participant/")
        self.calls.append((path, json.loads(request.content) if request.content else None))
        if path == "entry":
            stage = {"stage": "consent", "consent": {"hash": "abc"}}
            return httpx.Response(200, json={"token": "secret", **IDS, "submission": stage})
        if request.headers["Authorization"] != "Bearer secret":
            return httpx.Response(401, json={"code": "unauthorized"})
        return httpx.Response(200, json={"submission": AFTER[path]})


@pytest.fixture
def study() -> Study:
    return Study()


async def enter(study: Study, scenario: str | None = None) -> Session:
    http = httpx.AsyncClient(base_url="http://study", transport=httpx.MockTransport(study))
    return await Session.enter(http, study="rehearsal", scenario=scenario)


async def test_from_the_link_to_the_code(study: Study) -> None:
    session = await enter(study, "book-flight")
    assert await session.reach_conversation() == ("ws://room", "room-token")
    assert await session.end() == "rating"
    assert await session.rate(5, "It was good.") == "complete"
    assert session.stage["code"] == "C0DE"
    sent = dict(study.calls)
    assert sent["entry"] == {"study": "rehearsal", "scenario": "book-flight"}
    assert sent["consent"] == {"hash": "abc", "agreed": True}
    assert sent["ratings"] == {"ratings": {"fluency": 5, "trust": 5}, "feedback": "It was good."}


async def test_the_ids_open_the_same_submission_again(study: Study) -> None:
    first = await enter(study)
    http = httpx.AsyncClient(base_url="http://study", transport=httpx.MockTransport(study))
    await Session.enter(http, study="rehearsal", ids=first.ids)
    assert study.calls[-1] == ("entry", {"study": "rehearsal", **IDS})


async def test_another_stage_than_expected_is_refused(study: Study) -> None:
    session = await enter(study)
    with pytest.raises(StudyRefusedError, match="stands at consent, not at rating"):
        await session.rate()


async def test_a_refusal_says_what_was_refused() -> None:
    refusing = httpx.MockTransport(lambda _: httpx.Response(404, json={"code": "unknown_study"}))
    http = httpx.AsyncClient(base_url="http://study", transport=refusing)
    with pytest.raises(StudyRefusedError, match=r"POST /api/participant/entry: 404 .*unknown_study"):
        await Session.enter(http, study="none")
