"""A conversation with the script in text alone, its tools carried out: for the terminal and for tests."""

import json
from dataclasses import dataclass

from agent.answering.prompts import system_prompt
from agent.models.base import (
    AssistantMessage,
    Capabilities,
    Message,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    UserMessage,
)
from agent.models.text.script.model import ScriptedTextModel
from scenarios.events import Verification
from scenarios.loading import AnyScenario
from scenarios.run import ScenarioRun

_CAPABILITIES = Capabilities(kind="pipeline", audio_out=False)
_MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class ToolUsed:
    """A call that was carried out."""

    tool: str
    arguments: str
    output: str
    ok: bool


class Rehearsal:
    """One play of a scenario."""

    def __init__(self, scenario: AnyScenario, *, model: ScriptedTextModel | None = None) -> None:
        self.scenario = scenario
        self._run = ScenarioRun(scenario)
        self._model = model or ScriptedTextModel()
        self._instructions = system_prompt(scenario.instructions, _CAPABILITIES)
        self._tools = tuple(ToolSpec(t.name, t.description, t.parameters) for t in scenario.tool_specs())
        self.messages: list[Message] = []

    @property
    def verification(self) -> Verification | None:
        """How far the goal is reached; None where nothing is verified."""
        return self._run.verification

    @property
    def turn(self) -> Turn:
        """What the model would be asked now."""
        return Turn(self._instructions, tuple(self.messages), self._tools)

    async def say(self, text: str) -> list[str | ToolUsed]:
        """What the script does about a sentence of the user: calls and words, in order."""
        self.messages.append(UserMessage((), text))
        happened: list[str | ToolUsed] = []
        for _ in range(_MOST_STEPS):
            words, calls = await self._ask()
            if words:
                self.messages.append(AssistantMessage(words))
                happened.append(words)
            if not calls:
                break
            happened.extend(self._use(calls))
        return happened

    async def _ask(self) -> tuple[str, list[ToolCall]]:
        words, calls = "", []
        async for delta in self._model.reply(self.turn):
            if isinstance(delta, TextDelta):
                words += delta.text
            elif isinstance(delta, ToolCall):
                calls.append(delta)
        return words, calls

    def _use(self, calls: list[ToolCall]) -> list[ToolUsed]:
        used = []
        self.messages.extend(ToolCallMessage(call.call_id, call.tool, call.arguments) for call in calls)
        for call in calls:
            outcome = self._run.call(call.tool, json.loads(call.arguments), call_id=call.call_id)
            output = json.dumps(outcome.result if outcome.ok else {"error": outcome.error})
            self.messages.append(ToolResultMessage(call.call_id, call.tool, output, outcome.ok))
            used.append(ToolUsed(call.tool, call.arguments, output, outcome.ok))
        return used
