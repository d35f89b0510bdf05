"""Models that answer at once and do as they are told: for tests and benchmarks, named only by registry files of those.

Their factories take ``parameters`` from the registry, so that a test's registry file says how a model behaves.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import numpy as np

from agent.models.base import (
    Audio,
    AudioDelta,
    Capabilities,
    Delta,
    ModelError,
    TextDelta,
    ToolCall,
    ToolResultMessage,
    Turn,
    Usage,
    UserMessage,
    UserTranscript,
    Utterance,
    VoiceModel,
)
from agent.models.registry import BuildContext, ModelSpec, VoiceSpec
from agent.settings import ModelSettings

RATE = 24_000


def tone(seconds: float, *, hertz: float = 440.0, peak: int = 8_000) -> Audio:
    """A sine: audible at its first sample, unmistakable in a recording."""
    samples = peak * np.cos(2 * np.pi * hertz / RATE * np.arange(round(seconds * RATE)))
    return Audio(samples.astype("<i2").tobytes(), RATE)


class ToneVoice:
    """Speaks each text as one tone, as long as a person would take.

    ``fails`` makes every call fail; ``delay_s`` is how long it takes to begin.
    """

    sample_rate = RATE

    def __init__(self, *, seconds_per_character: float = 0.06, fails: bool = False, delay_s: float = 0.0) -> None:
        self._per_character, self._fails, self._delay_s = seconds_per_character, fails, delay_s
        self._made: dict[float, Audio] = {}

    async def speak(self, text: str) -> AsyncIterator[Audio]:
        """A tone of the text's length."""
        if self._fails:
            raise ModelError("this voice always fails")
        if self._delay_s:
            await asyncio.sleep(self._delay_s)
        seconds = max(0.1, round(len(text) * self._per_character, 2))
        if seconds not in self._made:
            self._made[seconds] = tone(seconds)
        yield self._made[seconds]


class EchoModel(VoiceModel):
    """End-to-end: plays the user's last utterance back to them."""

    capabilities = Capabilities(kind="end_to_end", audio_out=True)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """The last utterance as audio, with its length as transcript."""
        audio = _last_utterance(turn).audio
        yield TextDelta(f"You spoke for {audio.duration_s:.1f} seconds.")
        yield AudioDelta(audio)
        yield Usage("echo-1", {"audio_s": audio.duration_s})


class ToneModel(VoiceModel):
    """End-to-end: answers every turn with a tone that is audible at its first sample."""

    capabilities = Capabilities(kind="end_to_end", audio_out=True)

    def __init__(self, *, seconds: float = 1.0, hertz: float = 440.0) -> None:
        self._audio = tone(seconds, hertz=hertz)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """One tone."""
        yield TextDelta("A tone.")
        yield AudioDelta(self._audio)


class TextEcho(VoiceModel):
    """Speech-to-text: says how much it heard, or the sentences it was given, one a turn."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    def __init__(self, *, sentences: tuple[str, ...] = (), transcript: str | None = None) -> None:
        self._sentences, self._transcript = list(sentences), transcript
        self.anticipated: list[Utterance] = []

    def anticipate(self, utterance: Utterance) -> None:
        """Remember what was anticipated."""
        self.anticipated.append(utterance)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """A sentence, word by word."""
        if self._transcript is not None:
            yield UserTranscript(self._transcript)
        heard = f"I heard {_last_utterance(turn).audio.duration_s:.1f} seconds of speech."
        text = self._sentences.pop(0) if self._sentences else heard
        for word in text.split(" "):
            yield TextDelta(f"{word} ")
        yield Usage("text-echo-1", {"characters": float(len(text))})


class FailingModel(VoiceModel):
    """Fails the first ``failures`` times that it is asked; then it answers.

    Before it fails it says ``says_first`` and waits for ``then_s``; each time it tells what it ``heard``, if given.
    """

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    def __init__(
        self, *, failures: int = 1_000, says_first: str = "", then_s: float = 0.0, heard: str | None = None
    ) -> None:
        self._left, self._says_first, self._then_s, self._heard = failures, says_first, then_s, heard
        self.asked = 0

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """Fail, or say that all is well."""
        self.asked += 1
        if self._heard is not None:
            yield UserTranscript(self._heard)
        if self._left > 0:
            self._left -= 1
            if self._says_first:
                yield TextDelta(self._says_first)
                await asyncio.sleep(self._then_s)
            raise ModelError("this model fails when it is told to")
        yield TextDelta("All is well now.")


class HangingModel(VoiceModel):
    """Never answers."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """Wait until cancelled."""
        await asyncio.Event().wait()
        yield TextDelta("")


class ToolUser(VoiceModel):
    """Calls one tool a turn, as given, and then says what came back. ``call_id``: the same for all, if given."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    def __init__(self, *, calls: tuple[dict[str, Any], ...], call_id: str | None = None) -> None:
        self._calls, self._call_id = list(calls), call_id
        self._number = 0

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """A tool call, or a sentence about the last one's result."""
        last = turn.messages[-1]
        if isinstance(last, ToolResultMessage):
            yield TextDelta("That is done." if last.ok else "That did not work.")
        elif self._calls:
            call = self._calls.pop(0)
            self._number += 1
            yield ToolCall(self._call_id or f"call-{self._number}", call["tool"], json.dumps(call["arguments"]))
        else:
            yield TextDelta("There is nothing left to do.")


MODELS: dict[str, type[VoiceModel]] = {
    "echo": EchoModel,
    "tone": ToneModel,
    "text_echo": TextEcho,
    "failing": FailingModel,
    "hanging": HangingModel,
    "tool_user": ToolUser,
}


def build(spec: ModelSpec, context: BuildContext) -> VoiceModel:
    """The fake that ``parameters.fake`` names, with the other parameters. Raises KeyError for an unknown one."""
    parameters = dict(spec.parameters)
    return MODELS[parameters.pop("fake")](**parameters)


def build_voice(spec: VoiceSpec, settings: ModelSettings) -> ToneVoice:
    """A ``ToneVoice`` with the block's parameters."""
    return ToneVoice(**spec.parameters)


def _last_utterance(turn: Turn) -> Utterance:
    message = next((m for m in reversed(turn.messages) if isinstance(m, UserMessage)), None)
    if message is None or not message.utterances:
        return Utterance(0, Audio(b"", RATE))
    return message.utterances[-1]
