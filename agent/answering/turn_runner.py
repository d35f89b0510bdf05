"""Answers one turn of the user: asks the model, lets it use tools, has its words spoken, apologises for failures.

Knows nothing of LiveKit's sessions; ``bridge`` presents what is made here to them.
"""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from math import isfinite

import structlog

from agent.answering.dialogue import Dialogue
from agent.answering.limits import Limits, answer
from agent.hearing.listener import Listener
from agent.models.base import (
    AudioDelta,
    Delta,
    ModelError,
    TextDelta,
    ToolCall,
    ToolCallMessage,
    ToolResultMessage,
    Turn,
    Usage,
    UserTranscript,
    VoiceModel,
)
from agent.observers.event_log import EventLog
from agent.observers.floor import Floor
from agent.observers.latency import LatencyMarks
from agent.speaking.mouth import Mouth, Speaking
from agent.speaking.phrases import APOLOGY, LOST_THREAD, Phrases
from agent.speaking.replies import Replies
from agent.tools.base import Returned
from agent.tools.call_ids import CallIds
from agent.tools.calling import ToolCalling
from scenarios.events import Fault, ModelUsed
from scenarios.events import UserTranscript as UserTranscribed

MAX_TOOL_STEPS = 10
FAILURES_ALLOWED = 3  # in a row, then the conversation ends

INTERRUPTED = Returned(ok=False, error="interrupted by the user")

Present = Callable[[Speaking], None]

_log = structlog.get_logger(__name__)


class VoiceError(ModelError):
    """The study's voice could not speak."""


@dataclass(frozen=True, slots=True)
class TurnParts:
    """What answering a turn needs of its conversation."""

    model_id: str
    model: VoiceModel
    dialogue: Dialogue
    mouth: Mouth
    phrases: Phrases
    replies: Replies
    tools: ToolCalling
    call_ids: CallIds
    listener: Listener
    floor: Floor
    log: EventLog
    marks: LatencyMarks
    limits: Limits
    give_up: Callable[[str], None]  # told why the conversation cannot go on


class TurnRunner:
    """One per conversation; runs one turn at a time. Cancelling ``run`` is the barge-in."""

    def __init__(self, parts: TurnParts) -> None:
        self._parts = parts
        self._failures = 0
        self._spoke = False

    def settle(self) -> None:
        """The user has spoken: answers that never began to play were said to nobody."""
        self._parts.replies.settle_answers()

    def broke(self, error: BaseException) -> None:
        """Answering itself is broken: nobody would ever be answered again."""
        _log.error("answering_broke", exc_info=error)
        self._parts.give_up(f"{type(error).__name__}: {error}")

    async def run(self, present: Present) -> None:
        """Answer what the user said last. Raises nothing but CancelledError."""
        self._spoke = False
        self._parts.floor.generating(True)
        try:
            await self._answer(present)
            self._failures = 0
        except ModelError as error:
            await self._fail(error, present)
        finally:
            self._parts.floor.generating(False)

    async def _answer(self, present: Present) -> None:
        parts = self._parts
        for step in range(MAX_TOOL_STEPS + 1):
            may_call = step < MAX_TOOL_STEPS
            tools = parts.tools.specs if may_call else ()
            calls = await self._step(parts.dialogue.turn(tools), present)
            if not calls:
                return
            if not may_call:
                raise ModelError("the model used up its tool steps")
            await self._use(calls)

    async def _step(self, turn: Turn, present: Present) -> list[ToolCall]:
        """Ask once, have it spoken as it comes, return the tool calls. Raises ModelError."""
        step = _Step(self._parts, self._parts.listener.turn, present)
        self._parts.marks.mark(step.turn, "request_sent")
        limits = self._parts.limits
        try:
            async with aclosing(answer(self._parts.model, turn, limits=limits, on_retry=self._note_retry)) as deltas:
                async for delta in deltas:
                    step.take(delta)
                    self._spoke = self._spoke or step.speaking is not None
            await step.end()
        except BaseException:
            step.abandon()
            raise
        return step.calls

    async def _use(self, calls: list[ToolCall]) -> None:
        """Call tools side by side. Every call gets its result in the dialogue, also when the user cuts it short."""
        parts = self._parts
        for call in calls:
            parts.dialogue.call_tool(ToolCallMessage(call.call_id, call.tool, call.arguments))
        results: dict[str, Returned] = {}

        async def use(call: ToolCall) -> None:
            results[call.call_id] = await parts.tools.call(call)

        try:
            await asyncio.gather(*(use(call) for call in calls))
        finally:
            for call in calls:
                result = results.get(call.call_id, INTERRUPTED)
                parts.dialogue.return_tool(ToolResultMessage(call.call_id, call.tool, result.as_json(), result.ok))

    def _note_retry(self, error: ModelError) -> None:
        self._fault(error, kind="retried")

    async def _fail(self, error: ModelError, present: Present) -> None:
        self._failures += 1
        self._fault(error, kind=type(error).__name__)
        if self._failures >= FAILURES_ALLOWED:
            self._parts.give_up(f"{FAILURES_ALLOWED} turns failed in a row")
            return
        await self._apologise(LOST_THREAD if self._spoke else APOLOGY, present)

    async def _apologise(self, sentence: str, present: Present) -> None:
        try:
            present(self._parts.mouth.phrase("apology", sentence, await self._parts.phrases.audio(sentence)))
        except ModelError as error:
            self._fault(VoiceError(str(error)), kind="apology")

    def _fault(self, error: ModelError, *, kind: str) -> None:
        where = "voice" if isinstance(error, VoiceError) else "model"
        _log.warning("turn_failed", where=where, kind=kind, error=error)
        self._parts.log.append(Fault, where=where, kind=kind, message=str(error), fatal=False)


class _Step:
    """One answer of the model while it comes."""

    def __init__(self, parts: TurnParts, turn: int, present: Present) -> None:
        self._parts, self._present = parts, present
        self.turn = turn
        self.calls: list[ToolCall] = []
        self.speaking: Speaking | None = None
        self._blank = ""  # white space that no word has followed yet

    def take(self, delta: Delta) -> None:
        """The next delta."""
        parts = self._parts
        if isinstance(delta, TextDelta | AudioDelta | ToolCall):
            parts.marks.mark(self.turn, "first_delta")
        match delta:
            case TextDelta(text=text):
                self._write(text)
            case AudioDelta(audio=audio):
                self._open().sound(audio)
            case ToolCall():
                self.calls.append(replace(delta, call_id=parts.call_ids.unique(delta.call_id)))
            case UserTranscript(text=text):
                parts.marks.mark(self.turn, "transcript")
                if parts.dialogue.transcribe(text):
                    parts.log.append(UserTranscribed, utterances=parts.dialogue.last_utterances, text=text)
            case Usage(model_reported=reported, counts=counts):
                used = {"turn": max(self.turn, 1), "model": parts.model_id, "model_reported": reported}
                finite = {what: n for what, n in counts.items() if isfinite(n)}
                parts.log.append(ModelUsed, **used, usage=finite)

    async def end(self) -> None:
        """The model has said everything; waits until it is audio. Raises ModelError when it cannot be spoken."""
        if self.speaking is None:
            return
        await self.speaking.end()
        if self.speaking.error is not None:
            raise VoiceError(str(self.speaking.error)) from self.speaking.error
        if self.speaking.silent:
            self._parts.replies.settle(self.speaking.reply)
            if not self.calls:
                raise ModelError("nothing of the answer can be spoken")

    def abandon(self) -> None:
        """Stop making audio; an answer without any is not waited for."""
        if self.speaking is not None:
            self.speaking.abandon()
            if self.speaking.silent:
                self._parts.replies.settle(self.speaking.reply)

    def _write(self, text: str) -> None:
        """More text. Blanks alone, as some models put before a tool call, are no reply."""
        if self.speaking is None and not (self._blank + text).strip():
            self._blank += text
            return
        self._open().write(self._blank + text)
        self._blank = ""

    def _open(self) -> Speaking:
        if self.speaking is None:
            speaks_itself = self._parts.model.capabilities.audio_out
            self.speaking = self._parts.mouth.open("answer", turn=self.turn, speaks_itself=speaks_itself)
            self._present(self.speaking)
        return self.speaking
