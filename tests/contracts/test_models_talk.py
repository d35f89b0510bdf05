"""A spoken turn with a tool call, through the agent's own ears, bridge and mouth, with a model of every kind.

Everything is real but the room and the provider: it takes as long as a conversation takes.
"""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml

from scenarios.events import Fault, LatencyMarked, ModelUsed, Reply, ToolCalled, ToolReturned, UserTranscript
from tests.agent.conftest import OPEN_CHAT
from tests.agent.parts import fields, logged
from tests.agent.stage import on_stage
from tests.contracts.test_models import REGISTRY, SAID, call_answer, text_answer
from tests.emulators.openai_chat import Answer, Call
from tests.emulators.providers import KEY, providers

pytestmark = pytest.mark.processes

LINE = "What is in my calendar tomorrow?"
LONGEST_S = 60.0
MODELS: dict[str, Any] = yaml.safe_load(Path("agent/models/models.yaml").read_text())


def tool_answer(model_id: str) -> Answer:
    """A call of a tool that every conversation has; what it asks for lies behind our own doors and is refused."""
    spec = REGISTRY.spec(model_id)
    if spec.tools == "native":
        return Answer(calls=(Call("fetch_url", {"url": "http://127.0.0.1/"}),))
    written = '<tool_call>{"name": "fetch_url", "arguments": {"url": "http://127.0.0.1/"}}</tool_call>'
    return Answer(pieces=(written,), audio=call_answer(spec).audio)


@pytest.mark.parametrize(
    "model_id", ["gpt-4o-audio-preview", "gpt-realtime", "gemini-2.5-flash", "gemma-3n-e2b", "gpt-4o-mini"]
)
async def test_a_spoken_turn_with_a_tool_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_id: str) -> None:
    spec = REGISTRY.spec(model_id)
    async with providers(tool_answer(model_id), text_answer(spec)) as behind:
        behind.speech.hears += [LINE] * 9
        url = behind.settings.openai_url
        for name, value in {"PARLEY_OPENAI_URL": url, "PARLEY_GEMINI_URL": url[:-3], "PARLEY_VLLM_URL": url}.items():
            monkeypatch.setenv(name, value)
        for name in ("OPENAI_API_KEY", "GEMINI_API_KEY"):
            monkeypatch.setenv(name, KEY)
        async with on_stage(tmp_path, model_id, registry=MODELS, scenario=OPEN_CHAT) as stage:
            await stage.say(LINE)
            async with asyncio.timeout(LONGEST_S):
                while not logged(stage.log, Reply):  # noqa: ASYNC110 -- the log tells by being read
                    await asyncio.sleep(0.1)
        await stage.parts.model.aclose()

    log = stage.log
    assert logged(log, Fault) == []
    assert [fields(call, "tool", "arguments") for call in logged(log, ToolCalled)] == [
        ("fetch_url", {"url": "http://127.0.0.1/"})
    ]
    assert [answer.error for answer in logged(log, ToolReturned)] == ["this host is not on the public internet"]
    (reply,) = logged(log, Reply)
    assert fields(reply, "text", "interrupted") == ("".join(SAID), False)
    assert reply.heard == reply.text
    heard = [transcript.text for transcript in logged(log, UserTranscript)]
    assert heard == ([LINE] if spec.kind == "pipeline" else [])
    used = logged(log, ModelUsed)
    assert [event.model for event in used] == [model_id] * 2
    assert all(event.model_reported and event.usage["output_tokens"] for event in used)
    assert {"request_sent", "first_delta"} <= {mark.end for mark in logged(log, LatencyMarked)}
    assert stage.ear.played
    assert behind.speech.spoken == ([] if spec.kind == "end_to_end" else [sentence.strip() for sentence in SAID])
