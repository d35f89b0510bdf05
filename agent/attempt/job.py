"""What a job process does with its job: claim the conversation, hold it, see that every event reaches the server."""

import asyncio
import signal
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

import structlog
from livekit import rtc
from livekit.agents import AutoSubscribe, JobContext

from agent.attempt.assembly import Assembly, assemble, attempt_folder
from agent.attempt.failed_start import report_failed_start
from agent.attempt.restoring import Past, read_past
from agent.conversation import Conversation, closed
from agent.observers.event_log import EventLog
from agent.observers.state_channel import TOPIC
from agent.observers.timeline import Timeline
from agent.reporting.delivery import Delivery
from agent.reporting.errors import describe
from agent.reporting.leftovers import deliver_leftovers
from agent.reporting.study_server import (
    BatchAnswer,
    Brief,
    ServerRefusedError,
    ServerUnreachableError,
    StudyServer,
    patiently,
)
from agent.settings import AgentSettings
from scenarios.events import ConversationEnded, EndReason, Event, Fault

EVENT_SET_ASIDE = "event_set_aside"
SPARE_S = 3.0
ASKED_BY_WORKER = "parent process shutdown"  # LiveKit's word where this process was told to go, and nothing broke
FAREWELL = signal.SIGUSR2  # the worker is about to stop: leave, but not without a word

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a job waits for others, in seconds."""

    claim_s: float = 8.0
    leftovers_s: float = 2.0
    delivery_s: float = 8.0
    leaving_s: float = 22.0  # the closing of all parts and the delivery behind it

    @classmethod
    def within(cls, settings: AgentSettings) -> Self:
        """The usual ones; this process is killed after ``agent_closing_s``."""
        return cls(leaving_s=settings.agent_closing_s - SPARE_S)


async def hold_conversation(
    context: JobContext, settings: AgentSettings, *, waits: Waits | None = None, server: StudyServer | None = None
) -> None:
    """Claim the conversation that the dispatch names and begin it; it goes on after this returns.

    ``server`` is closed at the end; the one that the settings name, if none is given.
    """
    waits, server = waits or Waits.within(settings), server or StudyServer(settings)
    conversation_id, job_id = context.job.metadata, context.job.id
    structlog.contextvars.bind_contextvars(conversation=conversation_id)
    try:
        brief = await patiently(lambda: server.claim(conversation_id, job_id), for_s=waits.claim_s)
    except (ServerRefusedError, ServerUnreachableError) as error:
        _log.warning("conversation_not_claimed", error=error)
        await server.aclose()
        context.shutdown("not claimed")
        return
    except asyncio.CancelledError:
        await server.aclose()
        raise
    folder, timeline = attempt_folder(settings, brief), Timeline(_origin(brief))
    try:
        log = EventLog(folder, attempt=brief.attempt, timeline=timeline)
        job = Job(context, settings, server, brief=brief, log=log, waits=waits)
    except Exception as error:  # the job's edge: without a log there is only the server to tell
        await report_failed_start(server, brief, job_id=job_id, folder=folder, timeline=timeline, error=error)
        await server.aclose()
        context.shutdown("not begun")
        return
    await job.begin()


def _origin(brief: Brief) -> datetime | None:
    """Where the conversation's offsets count from; its own events know it best."""
    first = next(iter(brief.history), None)
    return brief.started_at if first is None else first.at - timedelta(seconds=first.offset_s)


class Job:
    """The life of one attempt within its process."""

    def __init__(
        self,
        context: JobContext,
        settings: AgentSettings,
        server: StudyServer,
        *,
        brief: Brief,
        log: EventLog,
        waits: Waits,
        conversation: type[Conversation] = Conversation,
    ) -> None:
        """``conversation`` is what is held. Raises OSError when the attempt's folder cannot be written."""
        self._context, self._settings, self._server, self._brief = context, settings, server, brief
        self._waits, self._conversation_type = waits, conversation
        self._conversation: Conversation | None = None
        self._wish: EndReason | None = None
        self._log = log
        self._delivery = Delivery(
            server,
            log.folder,
            conversation_id=brief.conversation_id,
            job_id=context.job.id,
            attempt=brief.attempt,
            on_answer=self._obey,
            on_set_aside=self._note_set_aside,
        )
        self._has_ended = False
        self._log.watch(self._delivery.watch)
        self._log.watch(self._note_end)
        self._log.on_broken = lambda: self._end("agent_failed")
        self._building: asyncio.Task[tuple[Past, Assembly]] | None = None
        self._begun = asyncio.Event()
        self._holding: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Build all parts and join the room, unless the conversation is to end before that."""
        self._delivery.start()
        self._context.add_shutdown_callback(self._leave)
        asyncio.get_running_loop().add_signal_handler(FAREWELL, self._end, "shutdown")
        self._building = asyncio.create_task(self._build(), name="job.build")
        try:
            past, parts = await self._building
        except asyncio.CancelledError:  # by ``_end``, or with this whole task
            self._record_end(self._wish or "agent_failed")
            self._holding = asyncio.create_task(self._finish(), name="job.finish")
        except Exception as error:  # the job's edge: whatever fails here ends the attempt, and is on record
            self._record_failure(error)
            self._holding = asyncio.create_task(self._finish(), name="job.finish")
        else:
            self._holding = asyncio.create_task(self._hold(past, parts), name="job.hold")
        finally:
            self._begun.set()

    async def _build(self) -> tuple[Past, Assembly]:
        past = await self._read_past()
        parts = assemble(
            self._brief, past, settings=self._settings, log=self._log, send=self._send, give_up=self._give_up
        )
        try:
            self._context.room.on("participant_connected", self._met)
            await self._context.connect(auto_subscribe=AutoSubscribe.AUDIO_ONLY)
        except BaseException:
            await closed("model", parts.model.aclose())
            raise
        return past, parts

    async def _read_past(self) -> Past:
        if self._brief.attempt == 1:
            return Past()
        conversation = attempt_folder(self._settings, self._brief).parent
        try:
            async with asyncio.timeout(self._waits.leftovers_s):
                await deliver_leftovers(self._server, conversation)
        except (ServerUnreachableError, ServerRefusedError, TimeoutError, OSError) as error:
            _log.warning("leftovers_kept", error=error)
        return read_past(self._brief.history, conversation, before_attempt=self._brief.attempt)

    async def _hold(self, past: Past, parts: Assembly) -> None:
        try:
            self._conversation = self._conversation_type(self._brief, past, parts, room=self._context.room)
            if self._wish is not None:
                self._conversation.end(self._wish)
            await self._conversation.run()
        except Exception as error:  # the job's edge, as above
            self._record_failure(error)
        await self._finish()

    def _record_failure(self, error: Exception) -> None:
        _log.error("conversation_broken", exc_info=error)
        with suppress(OSError):  # the disk itself may be what failed
            self._log.append(Fault, where="job", kind=type(error).__name__, message=str(error), fatal=True)
        self._record_end("agent_failed")

    def _record_end(self, reason: EndReason) -> None:
        """The last event, where the conversation has not logged it."""
        if self._has_ended:
            return
        talked_s = self._brief.talked_s if self._conversation is None else self._conversation.talked_s
        with suppress(OSError):
            self._log.append(ConversationEnded, reason=reason, talked_s=talked_s)

    def _note_end(self, event: Event) -> None:
        self._has_ended = self._has_ended or isinstance(event, ConversationEnded)

    async def _finish(self) -> None:
        try:
            await self._delivery.finish(within_s=self._waits.delivery_s)
            self._log.close()
            await self._server.aclose()
        except Exception:  # the job's edge: the process goes whatever happens, and the disk has it all
            _log.exception("job_not_finished")
        finally:
            self._context.shutdown("conversation over")

    async def _leave(self, reason: str) -> None:
        """The process goes: end if the conversation has not ended by itself. Only who is asked to go hands over."""
        self._end("shutdown" if reason == ASKED_BY_WORKER else "agent_failed")
        with suppress(TimeoutError):
            async with asyncio.timeout(self._waits.leaving_s):
                await self._begun.wait()
                if self._holding is not None:
                    await asyncio.wait({self._holding})

    def _met(self, rtc_participant: rtc.RemoteParticipant) -> None:
        """Another assistant came into the room: the server knows which of the two carries on."""
        if rtc_participant.kind == rtc.ParticipantKind.PARTICIPANT_KIND_AGENT:
            self._delivery.hurry()

    def _obey(self, answer: BatchAnswer) -> None:
        if answer.superseded:
            self._end("superseded")
        elif answer.end_requested:
            self._end("participant_ended")

    def _note_set_aside(self, event: Event, error: Exception) -> None:
        """The server stumbles over an event, which stays on the disk: that is on record, if it is taken."""
        if isinstance(event, Fault) and event.kind == EVENT_SET_ASIDE:
            return
        message = f"{event.type} {event.seq}: {describe(error)}"
        with suppress(OSError):  # a full disk, of which the log has told already
            self._log.append(Fault, where="server", kind=EVENT_SET_ASIDE, message=message, fatal=False)

    def _give_up(self, why: str) -> None:
        self._log.append(Fault, where="model", kind="given_up", message=why, fatal=True)
        self._end("agent_failed")

    def _end(self, reason: EndReason) -> None:
        if self._conversation is not None:
            self._conversation.end(reason)
        else:
            self._wish = self._wish or reason
            if self._building is not None:
                self._building.cancel()

    async def _send(self, payload: bytes, identities: list[str]) -> None:
        participant: rtc.LocalParticipant = self._context.room.local_participant
        await participant.publish_data(payload, reliable=True, topic=TOPIC, destination_identities=identities)
