"""The only glue between LiveKit's AgentSession and a VoiceModel.

To the session we are a realtime model without turn detection: it tells us when the user's turn is committed, asks for a
reply, and interrupts. Everything that a reply contains is audio, made by the model or by the study's voice; the words
that were heard come from playback (``playback``), not from the session's text streams, which stay empty. The dialogue
is ours too: what the session keeps as chat context is not used.
"""

import asyncio
from typing import Literal, Never

from livekit import rtc
from livekit.agents import llm
from livekit.agents.types import NOT_GIVEN, NotGivenOr
from livekit.agents.utils import aio

from agent.answering.dialogue import Dialogue
from agent.answering.turn_runner import TurnRunner
from agent.hearing.listener import Listener
from agent.speaking.mouth import Speaking

CAPABILITIES = llm.RealtimeCapabilities(
    message_truncation=False,
    turn_detection=False,
    user_transcription=False,
    auto_tool_reply_generation=False,
    audio_output=True,
    manual_function_calls=True,
    mutable_chat_context=True,
    mutable_instructions=True,
    mutable_tools=True,
    per_response_tool_choice=True,
)


class BridgeModel(llm.RealtimeModel):
    """What AgentSession takes for its model. It answers nothing until it is opened."""

    def __init__(self, *, runner: TurnRunner, listener: Listener, dialogue: Dialogue) -> None:
        super().__init__(capabilities=CAPABILITIES)
        self.runner, self.listener, self.dialogue = runner, listener, dialogue
        self.is_open = False

    def open(self) -> bool:
        """Answer from now on. Gives whether something waits for its answer already."""
        self.is_open = True
        self.take_turn()
        return self.dialogue.awaits_answer

    def take_turn(self) -> None:
        """The user's turn is over: what was heard enters the dialogue. Before the floor is open it waits."""
        if self.is_open and (utterances := self.listener.take()):
            self.runner.settle()
            self.dialogue.hear(utterances)

    def session(self, *, turn_detection_disabled: bool = False) -> "BridgeSession":
        """The one session of a conversation."""
        return BridgeSession(self)

    async def aclose(self) -> None:
        """Nothing is held here."""


class BridgeSession(llm.RealtimeSession[Never]):
    """Presents the turns that the runner answers as realtime generations."""

    def __init__(self, model: BridgeModel) -> None:
        super().__init__(model)
        self._model = model
        self._chat_ctx = llm.ChatContext.empty()
        self._tools = llm.ToolContext.empty()
        self._running: asyncio.Task[None] | None = None
        self._generations = 0

    def commit_audio(self) -> None:
        """The user's turn is over."""
        self._model.take_turn()

    def generate_reply(
        self,
        *,
        instructions: NotGivenOr[str] = NOT_GIVEN,
        tool_choice: NotGivenOr[llm.ToolChoice] = NOT_GIVEN,
        tools: NotGivenOr[list[llm.Tool]] = NOT_GIVEN,
    ) -> asyncio.Future[llm.GenerationCreatedEvent]:
        """Answer the dialogue as it stands, if it awaits an answer and the floor is open."""
        self.interrupt()
        self._generations += 1
        messages, calls = aio.Chan[llm.MessageGeneration](), aio.Chan[llm.FunctionCall]()
        calls.close()
        created = asyncio.get_running_loop().create_future()
        created.set_result(
            llm.GenerationCreatedEvent(
                message_stream=messages,
                function_stream=calls,
                user_initiated=True,
                response_id=f"generation-{self._generations}",
            )
        )
        self._running = asyncio.create_task(self._run(messages), name="bridge.answer")
        self._running.add_done_callback(self._check)
        return created

    def interrupt(self) -> None:
        """Barge-in: the answer in the making is dropped."""
        if self._running is not None and not self._running.done():
            self._running.cancel()

    async def aclose(self) -> None:
        """Stop whatever is being answered."""
        if self._running is not None:
            await aio.cancel_and_wait(self._running)

    async def _run(self, messages: aio.Chan[llm.MessageGeneration]) -> None:
        try:
            if self._model.is_open and self._model.dialogue.awaits_answer:
                await self._model.runner.run(lambda speaking: messages.send_nowait(_message(speaking)))
        finally:
            messages.close()

    def _check(self, running: asyncio.Task[None]) -> None:
        if not running.cancelled() and (error := running.exception()) is not None:
            self._model.runner.broke(error)

    @property
    def chat_ctx(self) -> llm.ChatContext:
        """The session's own book-keeping; the model never sees it."""
        return self._chat_ctx

    @property
    def tools(self) -> llm.ToolContext:
        """Empty: the runner calls the tools."""
        return self._tools

    async def update_chat_ctx(self, chat_ctx: llm.ChatContext) -> None:
        """Keep what the session hands over, since it asks for it again."""
        self._chat_ctx = chat_ctx.copy()

    async def update_instructions(self, instructions: str) -> None:
        """The dialogue has the instructions."""

    async def update_tools(self, tools: list[llm.Tool]) -> None:
        """The runner has the tools."""

    def update_options(self, *, tool_choice: NotGivenOr[llm.ToolChoice | None] = NOT_GIVEN) -> None:
        """Nothing to choose."""

    def push_audio(self, frame: rtc.AudioFrame) -> None:
        """The listener hears the user, utterance by utterance."""

    def push_video(self, frame: rtc.VideoFrame) -> None:
        """Nobody looks."""

    def clear_audio(self) -> None:
        """No audio waits here."""

    def truncate(
        self,
        *,
        message_id: str,
        modalities: list[Literal["text", "audio"]],
        audio_end_ms: int,
        audio_transcript: NotGivenOr[str] = NOT_GIVEN,
    ) -> None:
        """Playback cuts the dialogue to what was heard."""


def _message(speaking: Speaking) -> llm.MessageGeneration:
    text = aio.Chan[str]()
    text.close()
    modalities: asyncio.Future[list[Literal["text", "audio"]]] = asyncio.get_running_loop().create_future()
    modalities.set_result(["audio", "text"])
    return llm.MessageGeneration(
        message_id=f"reply-{speaking.reply.number}",
        text_stream=text,
        audio_stream=speaking.frames,
        modalities=modalities,
    )
