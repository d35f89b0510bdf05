"""Real parts that several test files talk with: one study server and one worker for each of those files.

Property tests draw the same examples every time, and a busy machine is no failure.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import settings

from scenarios.loading import load_scenario
from tests.support.agent_worker import Worker, running_worker
from tests.support.fake_study_server import FakeStudyServer, HeldConversation, running_study_server
from tests.support.livekit_server import REPOSITORY, LiveKitServer

settings.register_profile("agent", deadline=None, derandomize=True, max_examples=40)
settings.load_profile("agent")

FAKES = "agent.models.fakes"


def fake(kind: str, **parameters: Any) -> dict[str, Any]:
    """A registry block of one of the fakes."""
    return {"kind": kind, "factory": f"{FAKES}:build", "voice": "tone", "parameters": parameters}


REGISTRY = {
    "voices": {"tone": {"factory": f"{FAKES}:build_voice", "parameters": {"seconds_per_character": 0.05}}},
    "models": {
        "text": fake("speech_to_text", fake="text_echo"),
        "echo": fake("end_to_end", fake="echo"),
        "tone": fake("end_to_end", fake="tone", seconds=8.0, hertz=600.0),
        "failing": fake("speech_to_text", fake="failing"),
    },
}

OPEN_CHAT: dict[str, Any] = {
    "schema_version": 1,
    "id": "open-chat",
    "title": "Free conversation",
    "category": "open_chat",
    "card": {},
    "assistant_prompt": "You are having a friendly chat.",
}


@pytest.fixture
def tool_scenario() -> dict[str, Any]:
    """A tool scenario of the catalogue, as the server hands it over."""
    return load_scenario(REPOSITORY / "scenarios/catalog/calendar-01.yaml").document


@dataclass(frozen=True, slots=True)
class Backstage:
    """A worker, the study server that it works for, and the LiveKit server between it and its guests."""

    livekit: LiveKitServer
    server: FakeStudyServer
    worker: Worker
    _names: Callable[[], str]

    def conversation(self, model: str, **settings: Any) -> HeldConversation:
        """A new conversation that the study server knows."""
        return self.server.add(HeldConversation(self._names(), model, OPEN_CHAT, **settings))

    def folder(self, conversation: HeldConversation, attempt: int = 1) -> Path:
        """Where an attempt leaves its files."""
        return self.worker.data_dir / "conversations" / conversation.id / f"attempt-{attempt}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def backstage(
    livekit_server: LiveKitServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Backstage]:
    """A worker of the real kind, with fakes for models."""
    folder = tmp_path_factory.mktemp("worker")
    numbers = iter(range(1, 1000))
    async with (
        running_study_server() as server,
        running_worker(livekit_server, server, folder, models=REGISTRY) as worker,
    ):
        yield Backstage(livekit_server, server, worker, lambda: f"cv-{folder.name}-{next(numbers)}")
