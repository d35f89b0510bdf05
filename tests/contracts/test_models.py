"""Every model of the registry, held through the real SDKs against the providers' wire formats.

Two turns with a tool call in the first: what each provider is sent, what each model gives back.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pytest

from agent.answering.prompts import system_prompt
from agent.models.base import (
    AssistantMessage,
    AudioDelta,
    Delta,
    Message,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    Usage,
    UserMessage,
    UserTranscript,
    Utterance,
    VoiceModel,
)
from agent.models.fakes import tone
from agent.models.openai_speech import OpenAIVoice
from agent.models.registry import BuildContext, ModelSpec, Registry
from agent.speaking.sentences import speak
from scenarios.loading import parse_scenario
from tests.agent.conftest import OPEN_CHAT
from tests.emulators.openai_chat import Answer, Call
from tests.emulators.providers import Providers, providers

pytestmark = pytest.mark.processes

REGISTRY = Registry(Path("agent/models/models.yaml"))
STUDIED = [model_id for model_id in REGISTRY.ids if REGISTRY.spec(model_id).study]
TOOL = ToolSpec("set_light", "Switch a light.", {"type": "object", "properties": {"on": {"type": "boolean"}}})
GREETING = "Hello, I am your assistant."
SAID = ("The light is on. ", "Anything else?")
SOUND = tone(0.4).pcm


@dataclass
class Talk:
    """A conversation with one model, without a room: the dialogue is kept as the agent keeps it."""

    spec: ModelSpec
    model: VoiceModel
    behind: Providers
    context: BuildContext
    messages: list[Message] = field(default_factory=lambda: [AssistantMessage(GREETING)])
    n_utterances: int = 0

    def hear(self, seconds: float) -> None:
        """The user speaks."""
        self.n_utterances += 1
        self.messages.append(UserMessage((Utterance(self.n_utterances, tone(seconds, hertz=200)),)))

    async def ask(self) -> list[Delta]:
        """The model's answer, entered into the dialogue."""
        turn = Turn(system_prompt("Be kind.", self.model.capabilities), tuple(self.messages), (TOOL,))
        deltas = [delta async for delta in self.model.respond(turn)]
        for delta in deltas:
            if isinstance(delta, UserTranscript) and isinstance(last := self.messages[-1], UserMessage):
                self.messages[-1] = replace(last, transcript=delta.text)
        if words := text_of(deltas):
            self.messages.append(AssistantMessage(words))
        for call in calls_of(deltas):
            self.messages.append(ToolCallMessage(call.call_id, call.tool, call.arguments))
            self.messages.append(ToolResultMessage(call.call_id, call.tool, '{"on": true}', ok=True))
        return deltas


@asynccontextmanager
async def talking(model_id: str, *answers: Answer) -> AsyncIterator[Talk]:
    """A model whose provider gives these answers."""
    async with providers(*answers) as behind:
        behind.speech.hears += ["turn it on", "what is it like outside"]
        spec = REGISTRY.spec(model_id)
        voice = cast("OpenAIVoice", REGISTRY.build_voice(spec, behind.settings))
        context = BuildContext(behind.settings, "cv-1", parse_scenario(OPEN_CHAT), voice)
        model = REGISTRY.build(spec, context)
        yield Talk(spec, model, behind, context)
        await model.aclose()
        await voice.aclose()


def call_answer(spec: ModelSpec) -> Answer:
    """A tool call, in the way in which the model makes it; its sound must not be heard."""
    if spec.tools == "native":
        return Answer(calls=(Call("set_light", {"on": True}),))
    written = '<tool_call>{"name": "set_light", "arguments": {"on": true}}</tool_call>'
    return Answer(pieces=(written[:9], written[9:]), audio=SOUND if spec.kind == "end_to_end" else b"")


def text_answer(spec: ModelSpec) -> Answer:
    """Two sentences, spoken where the model speaks itself."""
    return Answer(pieces=SAID, audio=SOUND if spec.kind == "end_to_end" else b"")


def text_of(deltas: list[Delta]) -> str:
    return "".join(delta.text for delta in deltas if isinstance(delta, TextDelta))


def sound_of(deltas: list[Delta]) -> bytes:
    return b"".join(delta.audio.pcm for delta in deltas if isinstance(delta, AudioDelta))


def calls_of(deltas: list[Delta]) -> list[ToolCall]:
    return [delta for delta in deltas if isinstance(delta, ToolCall)]


def asked(talk: Talk) -> list[str]:
    """Every request so far, as the text that went over the wire."""
    behind = talk.behind
    return [
        json.dumps(request) for request in (*behind.chat.requests, *behind.gemini.requests, *behind.realtime.events)
    ]


def test_the_registry_holds_the_eighteen_models_of_the_paper() -> None:
    kinds = [REGISTRY.spec(model_id).kind for model_id in STUDIED]
    assert {kind: kinds.count(kind) for kind in kinds} == {"end_to_end": 4, "speech_to_text": 11, "pipeline": 3}
    named = [REGISTRY.spec(model_id).name for model_id in STUDIED]
    assert len(set(named)) == len(named) == 18


@pytest.mark.parametrize("model_id", STUDIED)
async def test_two_turns_with_a_tool_call(model_id: str) -> None:
    spec = REGISTRY.spec(model_id)
    answers = (call_answer(spec), text_answer(spec), text_answer(spec))
    async with talking(model_id, *answers) as talk:
        talk.hear(1.5)
        first = await talk.ask()
        second = await talk.ask()
        talk.hear(0.7)
        third = await talk.ask()

    (call,) = calls_of(first)
    assert (call.tool, json.loads(call.arguments)) == ("set_light", {"on": True})
    assert (text_of(first), sound_of(first)) == ("", b"")
    assert text_of(second) == text_of(third) == "".join(SAID)
    speaks = spec.kind == "end_to_end"
    assert talk.model.capabilities.audio_out == speaks
    assert (len(sound_of(second)) >= len(SOUND)) == speaks
    for deltas in (first, second, third):
        used = [delta for delta in deltas if isinstance(delta, Usage)]
        assert used == deltas[-1:]
        assert used[0].model_reported
        assert used[0].counts["output_tokens"] > 0
    heard = [delta.text for delta in (*first, *second, *third) if isinstance(delta, UserTranscript)]
    assert heard == (["turn it on", "what is it like outside"] if spec.kind == "pipeline" else [])
    assert not talk.behind.chat.answers


@pytest.mark.parametrize("model_id", STUDIED)
async def test_what_the_provider_is_told(model_id: str) -> None:
    """The prompt, the greeting, the words as heard and the tool's result; the user's sound, or their words."""
    spec = REGISTRY.spec(model_id)
    async with talking(model_id, call_answer(spec), text_answer(spec), text_answer(spec)) as talk:
        talk.hear(1.5)
        await talk.ask()
        await talk.ask()
        talk.messages[-1] = AssistantMessage("The light is")  # interrupted
        talk.hear(0.7)
        await talk.ask()
        wire = "\n".join(asked(talk))
        last = (
            json.dumps(talk.behind.realtime.items) if spec.factory.endswith("realtime.model:build") else asked(talk)[-1]
        )

    assert json.dumps(system_prompt("Be kind.", talk.model.capabilities))[1:-1] in wire
    assert "set_light" in wire
    for words in (GREETING, "The light is"):
        assert words in last
    assert "The light is on" not in last
    assert '{\\"on\\": true}' in last or '"on": true' in last
    hears_words = spec.kind == "pipeline"
    assert ("turn it on" in last) == hears_words
    assert talk.behind.speech.heard_rates == ([16_000, 16_000] if hears_words else [])
    heard_s = 0.0 if hears_words else 0.7 if spec.parameters.get("most_clips") == 1 else 2.2
    assert 0 <= len(last) - heard_s * 16_000 * 2 * 4 / 3 < (70_000 if heard_s == 2.2 else 20_000)  # audio in base64


async def test_the_studys_voice_speaks_the_first_sentence_before_the_second_is_written() -> None:
    async with providers() as behind:
        voice = REGISTRY.build_voice(REGISTRY.spec("gemini-2.5-flash"), behind.settings)

        async def words() -> AsyncIterator[str]:
            yield "The light is on. And"
            yield " now?"

        heard = [(spoken.text, list(behind.speech.spoken)) async for spoken in speak(words(), voice) if spoken.text]
    assert heard[0] == ("The light is on. ", ["The light is on."])
    assert behind.speech.spoken == ["The light is on.", "And now?"]
