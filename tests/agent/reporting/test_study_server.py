import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from agent.reporting.study_server import POST_WITHIN_S, ServerRefusedError, ServerUnreachableError, StudyServer
from agent.settings import AgentSettings
from scenarios.events import AssistantReady
from tests.agent.parts import NOON
from tests.agent.stage import settings
from tests.support.fake_study_server import SECRET, FakeStudyServer, HeldConversation, running_study_server


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeStudyServer]:
    async with running_study_server() as server:
        server.add(HeldConversation("cv-1", "m", {"id": "s"}))
        yield server


def client(folder: Path, url: str, *, secret: str = SECRET, post_within_s: float = POST_WITHIN_S) -> StudyServer:
    known = settings(folder).model_dump()
    return StudyServer(
        AgentSettings(**known | {"server_url": url, "agent_secret": secret}), post_within_s=post_within_s
    )


async def test_claim_and_post(fake: FakeStudyServer, tmp_path: Path) -> None:
    server = client(tmp_path, fake.url)
    brief = await server.claim("cv-1", "job-1")
    assert (brief.attempt, brief.model, brief.scenario) == (1, "m", {"id": "s"})
    event = AssistantReady(attempt=1, seq=1, at=NOON, offset_s=0.0)
    answer = await server.post("cv-1", job_id="job-1", attempt=1, events=[event])
    assert (answer.acknowledged, answer.end_requested) == (1, False)
    assert fake.conversations["cv-1"].of(AssistantReady) == [event]
    assert (await server.claim("cv-1", "job-2")).history == [event]
    await server.aclose()


async def test_a_refusal_is_final(fake: FakeStudyServer, tmp_path: Path) -> None:
    server = client(tmp_path, fake.url)
    with pytest.raises(ServerRefusedError) as unknown:
        await server.claim("cv-2", "job-1")
    assert unknown.value.status == 404
    await server.aclose()
    stranger = client(tmp_path, fake.url, secret="the-wrong-secret-altogether")
    with pytest.raises(ServerRefusedError) as refused:
        await stranger.claim("cv-1", "job-1")
    assert refused.value.status == 401
    await stranger.aclose()


async def test_anything_else_may_be_tried_again(fake: FakeStudyServer, tmp_path: Path) -> None:
    server = client(tmp_path, fake.url)
    fake.down = True
    with pytest.raises(ServerUnreachableError, match="503"):
        await server.claim("cv-1", "job-1")
    await server.aclose()
    nobody = client(tmp_path, "http://127.0.0.1:1")
    with pytest.raises(ServerUnreachableError):
        await nobody.claim("cv-1", "job-1")
    await nobody.aclose()


@asynccontextmanager
async def served(
    answer: Callable[[], Awaitable[None]], folder: Path, *, post_within_s: float = POST_WITHIN_S
) -> AsyncIterator[StudyServer]:
    """A client of a server that answers everything with the same nonsense, after ``answer``."""

    async def nonsense(_: web.Request) -> web.Response:
        await answer()
        return web.json_response({"hello": "there"})

    app = web.Application()
    app.add_routes([web.post("/{tail:.*}", nonsense)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server = client(folder, f"http://127.0.0.1:{runner.addresses[0][1]}", post_within_s=post_within_s)
    yield server
    await server.aclose()
    await runner.cleanup()


async def test_an_answer_of_another_shape_is_no_answer(tmp_path: Path) -> None:
    async def at_once() -> None:
        """The answer is ready."""

    async with served(at_once, tmp_path) as server:
        with pytest.raises(ServerUnreachableError, match="no Brief"):
            await server.claim("cv-1", "job-1")


async def test_a_post_that_hangs_is_given_up_while_a_claim_still_waits(tmp_path: Path) -> None:
    awake = asyncio.Event()

    async def when_awake() -> None:
        await awake.wait()

    async with served(when_awake, tmp_path, post_within_s=0.05) as server:
        claim = asyncio.create_task(server.claim("cv-1", "job-1"))
        with pytest.raises(ServerUnreachableError, match="Timeout"):
            await server.post("cv-1", job_id="job-1", attempt=1, events=[])
        assert not claim.done()
        awake.set()
        with pytest.raises(ServerUnreachableError, match="no Brief"):
            await claim
