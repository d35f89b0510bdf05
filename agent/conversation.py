"""One attempt at a conversation, from the first greeting, or "I'm back", to the goodbye."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress

import structlog
from livekit import rtc
from livekit.agents import Agent, AgentSession

from agent.attempt.assembly import Assembly
from agent.attempt.nudging import Nudging, nudges_in
from agent.attempt.opening import open_floor
from agent.attempt.presence import Presence
from agent.attempt.restoring import Past
from agent.attempt.session_options import agent_session
from agent.attempt.time_limit import TimeLimit
from agent.hearing.microphone import Frames, Microphone, frames_of
from agent.models.base import ModelError
from agent.reporting.study_server import Brief
from agent.speaking.loudspeaker import Loudspeaker
from agent.speaking.phrases import GIVING_UP, GOODBYE, ONE_MOMENT, TIME_IS_UP
from agent.speaking.playback import PlayedAudio
from agent.turns import StudyVAD
from scenarios.events import AssistantReady, ConversationEnded, EndReason, Fault, ReplyPurpose

LONGEST_GOODBYE_S = 12.0
LONGEST_CLOSING_S = 5.0
NO_BREATH_S = 1.0  # without anything like speech: nobody is about to speak
SAME_FAULT_S = 20.0  # LiveKit may notice so late who is cut off: a shorter absence belongs to the fault behind it
CLOSED_ROOM = frozenset({rtc.DisconnectReason.ROOM_DELETED, rtc.DisconnectReason.ROOM_CLOSED})
LAST_WORDS: dict[EndReason, str] = {
    "time_limit": TIME_IS_UP,
    "participant_ended": GOODBYE,
    "agent_failed": GIVING_UP,
    "shutdown": ONE_MOMENT,  # another worker carries on
}

_log = structlog.get_logger(__name__)


class Conversation:
    """Steers one attempt. Everything that ends it goes through ``end``; the first reason counts."""

    def __init__(
        self,
        brief: Brief,
        past: Past,
        parts: Assembly,
        *,
        room: rtc.Room,
        loudspeaker: Loudspeaker | None = None,
        frames: Frames = frames_of,
    ) -> None:
        """``loudspeaker`` plays into the room, the usual one if none is given; ``frames`` reads its microphones."""
        self._brief, self._past, self._parts, self._room = brief, past, parts, room
        self._ending: asyncio.Future[EndReason] = asyncio.get_running_loop().create_future()
        self._session: AgentSession[None] | None = None
        self._ready_at_s: float | None = None
        self._loudspeaker = loudspeaker or Loudspeaker()
        self._vad = StudyVAD(parts.listener)
        self._microphone = Microphone(parts.recorder.heard, self._vad.hear, on_broken=self._broken, frames=frames)
        self._nudging = Nudging(
            say=self._nudge,
            quiet_s=lambda: self._vad.quiet_s,
            someone_there=lambda: self._presence.anyone,
            said_before=nudges_in(past.events),
        )
        if brief.nudges:
            parts.log.watch(self._nudging.watch)
        self._limit = TimeLimit(on_notice=parts.channel.notice, on_end=lambda: self.end("time_limit"))
        self._presence = Presence(
            log=parts.log, on_joined=parts.channel.joined, on_gone=lambda: self.end("participant_gone")
        )

    def end(self, reason: EndReason) -> None:
        """Bring the conversation to its end."""
        if not self._ending.done():
            _log.info("conversation_ending", reason=reason)
            self._ending.set_result(reason)

    async def run(self) -> None:
        """Hold the conversation in a connected room. Returns when its last event is on the disk."""
        talking = asyncio.create_task(self._talk(), name="conversation.talk")
        talking.add_done_callback(self._check)
        reason = await self._ending
        talking.cancel()
        await asyncio.wait({talking}, timeout=LONGEST_CLOSING_S)
        try:
            await self._say_goodbye(reason)
        finally:
            await self._close(reason)

    async def _talk(self) -> None:
        parts = self._parts
        parts.channel.start()
        self._presence.watch(self._room)
        self._room.on("disconnected", self._lost_room)
        session = self._session = agent_session(parts.bridge, self._vad)
        session.output.audio = PlayedAudio(
            self._loudspeaker, (parts.recorder, parts.marks, parts.replies), on_broken=self._broken
        )
        await session.start(Agent(instructions=""), record=False)
        self._record()
        self._microphone.watch(self._room)
        await self._loudspeaker.publish(self._room)
        self._be_ready()
        await open_floor(session, self._parts, is_first=self._past.is_empty)

    def _record(self) -> None:
        try:
            self._parts.recorder.start()
        except OSError as error:
            message = str(error)
            self._parts.log.append(Fault, where="recorder", kind=type(error).__name__, message=message, fatal=False)

    def _be_ready(self) -> None:
        parts, talked_s = self._parts, self._brief.talked_s
        self._ready_at_s = parts.log.timeline.now_s()
        parts.log.append(AssistantReady, talked_s=talked_s)
        parts.floor.ready()
        self._limit.start(self._brief.limit_s - talked_s)

    async def _nudge(self, sentence: str) -> bool:
        """Say a sentence into the silence, if it still is one when the sentence is audio. Gives whether it was said."""
        session = self._session
        try:
            await self._parts.phrases.audio(sentence)
            if session is None or not self._is_silent:
                return False
            await self._parts.announcer.say(session, "notice", sentence)
        except (ModelError, RuntimeError) as error:
            _log.warning("nudge_not_said", error=error)
            return False
        return True

    @property
    def _is_silent(self) -> bool:
        """Whether someone is there to hear, and neither side speaks or is about to."""
        return self._presence.in_earshot and self._parts.floor.is_free and self._vad.quiet_s > NO_BREATH_S

    async def _say_goodbye(self, reason: EndReason) -> None:
        self._limit.stop()
        self._nudging.stop()
        self._vad.deafen()
        words, session = LAST_WORDS.get(reason), self._session
        heard = self._ready_at_s is not None and self._presence.in_earshot and self._room.isconnected()
        if words is None or session is None or not heard:
            return
        purpose: ReplyPurpose = "notice" if reason == "shutdown" else "goodbye"
        try:
            async with asyncio.timeout(LONGEST_GOODBYE_S):
                await session.interrupt(force=True)
                await self._parts.announcer.say(session, purpose, words, to_the_end=True)
        except (ModelError, TimeoutError, RuntimeError) as error:
            _log.warning("goodbye_not_said", error=error)

    async def _close(self, reason: EndReason) -> None:
        """Stop everything that could still log, then log the end and let the page know."""
        parts = self._parts
        self._presence.stop()
        await closed("microphone", self._microphone.aclose())
        if self._session is not None:
            await closed("session", self._session.aclose())
        await closed("loudspeaker", self._loudspeaker.aclose())
        parts.floor.close()
        parts.replies.settle_all()
        await closed("recorder", parts.recorder.aclose())
        await closed("model", parts.model.aclose())
        parts.log.append(ConversationEnded, reason=reason, talked_s=self.talked_s)
        await parts.channel.aclose()

    def _lost_room(self, reason: rtc.DisconnectReason.ValueType) -> None:
        """The connection is gone for good: behind an absent participant, or by a fault, which is nobody's absence.

        Where this process left the room itself, whoever made it leave says why.
        """
        if reason == rtc.DisconnectReason.CLIENT_INITIATED or self._ending.done():
            return
        alone_s = self._presence.alone_s
        if alone_s is not None and (reason in CLOSED_ROOM or alone_s >= SAME_FAULT_S):
            self.end("participant_gone")
            return
        message = rtc.DisconnectReason.Name(reason)
        self._parts.log.append(Fault, where="room", kind="disconnected", message=message, fatal=True)
        self.end("agent_failed")

    @property
    def talked_s(self) -> float:
        """How long the assistant could be talked to so far, in all attempts."""
        here_s = 0.0 if self._ready_at_s is None else self._parts.log.timeline.now_s() - self._ready_at_s
        return round(self._brief.talked_s + here_s, 2)

    def _broken(self, error: BaseException) -> None:
        """Nothing is heard any more, or what is said can no longer be written down."""
        if not self._ending.done():
            _log.error("conversation_broke", exc_info=error)
            self.end("agent_failed")
            with suppress(OSError):
                self._parts.log.append(Fault, where="job", kind=type(error).__name__, message=str(error), fatal=True)

    def _check(self, talking: asyncio.Task[None]) -> None:
        """What cannot be opened is ended."""
        if talking.cancelled() or (error := talking.exception()) is None:
            return
        _log.error("conversation_failed", exc_info=error)
        where = "voice" if isinstance(error, ModelError) else "job"
        self._parts.log.append(Fault, where=where, kind=type(error).__name__, message=str(error), fatal=True)
        self.end("agent_failed")


async def closed(what: str, closing: Awaitable[None]) -> None:
    """See something closed, for so long; the conversation's last event must come whatever becomes of it."""
    try:
        async with asyncio.timeout(LONGEST_CLOSING_S):
            await closing
    except Exception as error:  # a provider's library may raise anything
        _log.warning("not_closed", what=what, error=type(error).__name__)
