"""What a job process does with its job: claim the conversation, hold it, see that every event reaches the server."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from livekit import rtc
from livekit.agents import AutoSubscribe, JobContext

from agent.attempt.assembly import Assembly, assemble, attempt_folder
from agent.attempt.restoring import Past, read_past
from agent.attempt.timeline import Timeline
from agent.conversation import Conversation
from agent.observers.event_log import EventLog
from agent.observers.state_channel import TOPIC
from agent.reporting.delivery import Delivery, deliver_leftovers
from agent.reporting.study_server import BatchAnswer, Brief, ServerRefusedError, ServerUnreachableError, StudyServer
from agent.settings import AgentSettings
from scenarios.events import ConversationEnded, EndReason, Fault

CLAIM_FOR_S = 8.0
LEFTOVERS_FOR_S = 2.0
DELIVER_FOR_S = 8.0

_log = structlog.get_logger(__name__)


async def hold_conversation(context: JobContext, settings: AgentSettings) -> None:
    """Claim the conversation that the dispatch names and begin it; it goes on after this returns."""
    conversation_id = context.job.metadata
    structlog.contextvars.bind_contextvars(conversation=conversation_id)
    server = StudyServer(settings)
    try:
        brief = await _claim(server, conversation_id, context.job.id)
    except (ServerRefusedError, ServerUnreachableError) as error:
        _log.warning("conversation_not_claimed", error=str(error))
        await server.aclose()
        context.shutdown("not claimed")
        return
    await Job(context, settings, server, brief).begin()


async def _claim(server: StudyServer, conversation_id: str, job_id: str) -> Brief:
    deadline = asyncio.get_running_loop().time() + CLAIM_FOR_S
    while True:
        try:
            return await server.claim(conversation_id, job_id)
        except ServerUnreachableError:
            if asyncio.get_running_loop().time() > deadline:
                raise
            await asyncio.sleep(0.3)


def _origin(brief: Brief) -> datetime | None:
    """Where the conversation's offsets count from; its own events know it best."""
    first = next(iter(brief.history), None)
    return brief.started_at if first is None else first.at - timedelta(seconds=first.offset_s)


class Job:
    """The life of one attempt within its process."""

    def __init__(self, context: JobContext, settings: AgentSettings, server: StudyServer, brief: Brief) -> None:
        self._context, self._settings, self._server, self._brief = context, settings, server, brief
        self._conversation: Conversation | None = None
        self._wish: EndReason | None = None
        folder = attempt_folder(settings, brief)
        self._log = EventLog(folder, attempt=brief.attempt, timeline=Timeline(_origin(brief)))
        self._delivery = Delivery(
            server,
            folder,
            conversation_id=brief.conversation_id,
            job_id=context.job.id,
            attempt=brief.attempt,
            on_answer=self._obey,
        )
        self._log.watch(self._delivery.watch)
        self._log.on_broken = lambda: self._end("agent_failed")
        self._holding: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Build all parts and join the room."""
        self._delivery.start()
        self._context.add_shutdown_callback(self._leave)
        try:
            past = await self._read_past()
            parts = assemble(
                self._brief, past, settings=self._settings, log=self._log, send=self._send, give_up=self._give_up
            )
            await self._context.connect(auto_subscribe=AutoSubscribe.AUDIO_ONLY)
        except Exception as error:  # the job's edge: whatever fails here ends the attempt, and is on record
            self._record_failure(error)
            self._holding = asyncio.create_task(self._finish())
            return
        self._holding = asyncio.create_task(self._hold(past, parts), name="job.hold")

    async def _read_past(self) -> Past:
        if self._brief.attempt == 1:
            return Past()
        conversation = attempt_folder(self._settings, self._brief).parent
        try:
            async with asyncio.timeout(LEFTOVERS_FOR_S):
                await deliver_leftovers(self._server, conversation)
        except (ServerUnreachableError, ServerRefusedError, TimeoutError) as error:
            _log.warning("leftovers_kept", error=str(error))
        return read_past(self._brief.history, conversation, before_attempt=self._brief.attempt)

    async def _hold(self, past: Past, parts: Assembly) -> None:
        self._conversation = Conversation(self._brief, past, parts, room=self._context.room)
        if self._wish is not None:
            self._conversation.end(self._wish)
        try:
            await self._conversation.run()
        except Exception as error:  # the job's edge, as above
            self._record_failure(error)
        await self._finish()

    def _record_failure(self, error: Exception) -> None:
        _log.error("conversation_broken", exc_info=error)
        with suppress(OSError):  # the disk itself may be what failed
            self._log.append(Fault, where="job", kind=type(error).__name__, message=str(error), fatal=True)
            self._log.append(ConversationEnded, reason="agent_failed", talked_s=self._brief.talked_s)

    async def _finish(self) -> None:
        await self._delivery.finish(within_s=DELIVER_FOR_S)
        self._log.close()
        await self._server.aclose()
        self._context.shutdown("conversation over")

    async def _leave(self) -> None:
        """The process is asked to go: end quietly if the conversation has not ended by itself."""
        self._end("shutdown")
        if self._holding is not None:
            await self._holding

    def _obey(self, answer: BatchAnswer) -> None:
        if answer.superseded:
            self._end("superseded")
        elif answer.end_requested:
            self._end("participant_ended")

    def _give_up(self, why: str) -> None:
        self._log.append(Fault, where="model", kind="given_up", message=why, fatal=True)
        self._end("agent_failed")

    def _end(self, reason: EndReason) -> None:
        if self._conversation is not None:
            self._conversation.end(reason)
        else:
            self._wish = self._wish or reason

    async def _send(self, payload: bytes, identities: list[str]) -> None:
        participant: rtc.LocalParticipant = self._context.room.local_participant
        await participant.publish_data(payload, reliable=True, topic=TOPIC, destination_identities=identities)
