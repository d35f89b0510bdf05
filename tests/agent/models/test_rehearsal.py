"""The rehearsal model as a whole: spoken sentences in, tool calls and spoken words out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.callers.voice import speak
from agent.models.base import (
    AssistantMessage,
    Audio,
    Message,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    UserMessage,
    UserTranscript,
    Utterance,
)
from agent.models.pipeline import Pipeline
from agent.models.rehearsal import rehearsal_model
from agent.models.text.script.model import ScriptedTextModel
from agent.speech.client import SpeechClient
from scenarios.run import ScenarioRun
from tests.agent.models.text.script.playing import scenario
from tests.agent.speech.process import speech_process

pytestmark = pytest.mark.speech

SPOKEN = {
    "calendar-01": [
        "What is in my calendar on Thursday?",
        "Please move the dentist to Thursday at a quarter past four in the afternoon.",
        "Add a new entry for the pharmacy on Thursday at a quarter past five.",
        "What is on Thursday now?",
    ],
    "shopping-01": [
        "Which coffee beans do you have?",
        "Please put two bags of the house blend into the basket.",
        "Add one box of oat milk and one pack of paper filters.",
        "What is the total with tax and delivery?",
        "Please place the order with standard delivery.",
    ],
    "smart-home-01": [
        "Please turn off all the lights.",
        "Set the heating to sixty degrees.",
        "Turn off the coffee machine.",
        "Lock the front door, please.",
        "How are both doors set?",
    ],
}


@pytest.fixture(scope="module")
def socket() -> Iterator[Path]:
    with speech_process() as path:
        yield path


class Caller:
    """Speaks to the model in a voice that is not its own, and carries out its tools."""

    def __init__(self, model: Pipeline, run: ScenarioRun) -> None:
        self._model, self._run = model, run
        self._messages: list[Message] = []
        self._n_spoken = 0
        self.heard: list[str] = []

    async def says(self, sentence: str) -> str:
        spoken = speak(sentence, "rms")
        quiet = bytes(6400)
        self._n_spoken += 1
        utterance = Utterance(self._n_spoken, Audio(quiet + spoken.pcm + quiet, spoken.sample_rate))
        self._model.anticipate(utterance)
        self._messages.append(UserMessage((utterance,)))
        while True:
            words, calls = await self._ask()
            if words:
                self._messages.append(AssistantMessage(words))
            if not calls:
                return words
            for call in calls:
                self._use(call)

    async def _ask(self) -> tuple[str, list[ToolCall]]:
        tools = tuple(ToolSpec(t.name, t.description, t.parameters) for t in self._run.scenario.tool_specs())
        words, calls = "", []
        async for delta in self._model.respond(Turn(self._run.scenario.instructions, tuple(self._messages), tools)):
            if isinstance(delta, UserTranscript):
                self.heard.append(delta.text)
                self._messages[-1] = UserMessage(self._messages[-1].utterances, delta.text)  # type: ignore[union-attr]
            elif isinstance(delta, TextDelta):
                words += delta.text
            elif isinstance(delta, ToolCall):
                calls.append(delta)
        return words, calls

    def _use(self, call: ToolCall) -> None:
        outcome = self._run.call(call.tool, json.loads(call.arguments), call_id=call.call_id)
        output = json.dumps(outcome.result if outcome.ok else {"error": outcome.error})
        self._messages.append(ToolCallMessage(call.call_id, call.tool, call.arguments))
        self._messages.append(ToolResultMessage(call.call_id, call.tool, output, outcome.ok))


@pytest.mark.parametrize("name", SPOKEN)
async def test_a_scenario_is_reached_by_speech_alone(socket: Path, name: str) -> None:
    model = rehearsal_model(speech=SpeechClient(socket), text_model=ScriptedTextModel())
    run = ScenarioRun(scenario(name))
    caller = Caller(model, run)
    for sentence in SPOKEN[name]:
        assert await caller.says(sentence)
    verification = run.verification
    assert verification is not None
    assert verification.success, (caller.heard, [step.id for step in verification.steps if step.status != "done"])
    await model.aclose()


async def test_an_open_sentence_is_answered(socket: Path) -> None:
    model = rehearsal_model(speech=SpeechClient(socket), text_model=ScriptedTextModel())
    caller = Caller(model, ScenarioRun(scenario("open-chat-01")))
    assert await caller.says("Hello, my name is Alex and I really like gardening.")
    assert "Alex" in await caller.says("Do you remember my name?")
    await model.aclose()
