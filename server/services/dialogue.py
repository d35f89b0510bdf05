"""The rules by which a conversation moves, on its rows alone: no clock, no network, no database.

connecting -> live -> ending -> over          the usual way
connecting -> no_assistant -> connecting      no job came in time; the participant asks again
live -> recovering -> live                    the job was lost, and one other carries on; or it handed over
recovering -> no_assistant -> connecting      it handed over and nobody was there; the participant asks again
live -> paused -> connecting                  the participant was away; the participant asks again
any of them -> over                           rating, or the submission closes
"""

from dataclasses import dataclass
from datetime import datetime

from scenarios.events import AssistantReady, ConversationEnded, ConversationStarted, EndReason, Event, UserUtterance
from server import tables
from server.problems import RefusedError, WrongStageError
from server.schemas.participant import ClosedReason
from server.services.patience import Patience

GOODBYES: tuple[EndReason, ...] = ("time_limit", "participant_ended")
WAITING = ("connecting", "recovering", "no_assistant")


def within(attempt: tables.Attempt, at: datetime, now: datetime) -> datetime:
    """A time by the agent's clock, which may be wrong, as far as it can be right: after the claim, before now."""
    return max(attempt.claimed_at or at, min(at, now))


class SupersededError(RefusedError):
    """A job came for a conversation that another job carries on, or that is over."""

    def __init__(self, detail: str) -> None:
        super().__init__(409, "superseded", detail)


@dataclass
class Dialogue:
    """A conversation's rows and the moves it can make; after its transaction, ``to_call`` and ``to_close`` are due."""

    submission: tables.Submission
    conversation: tables.Conversation
    attempt: tables.Attempt | None
    now: datetime
    patience: Patience
    code_version: str
    previous: tables.Attempt | None = None  # the attempt before the current one
    to_call: tables.Attempt | None = None
    to_close: bool = False

    @property
    def is_over(self) -> bool:
        """Whether no agent has any business with it."""
        return self.conversation.phase == "over"

    @property
    def current(self) -> tables.Attempt:
        """The attempt of today; there is one from the first call on."""
        assert self.attempt is not None
        return self.attempt

    # What the participant does

    def start(self) -> None:
        """Call the assistant for the first time."""
        self._call("connecting")

    def retry(self) -> None:
        """Call the assistant again, on the participant's wish."""
        if self.conversation.phase in ("connecting", "recovering", "live"):
            return
        if self.conversation.phase not in ("no_assistant", "paused"):
            raise WrongStageError
        self._end_attempt("no_show")
        self.conversation.losses = 0
        self._call("connecting")

    def request_end(self) -> None:
        """Say goodbye and end; at once where nobody is there to say it."""
        if self.conversation.phase in ("ending", "over"):
            return
        if self.conversation.ready_at is None:
            raise RefusedError(409, "not_begun", "The conversation has not begun yet.")
        self.conversation.end_requested_at = self.now
        if self.conversation.phase == "live":
            self._enter("ending")
        else:
            self.end("participant_ended")

    def leave(self) -> None:
        """Leave with pay, because no assistant is there."""
        if self.conversation.phase not in ("no_assistant", "recovering"):
            raise WrongStageError
        self.end("agent_failed")
        self._close("our_fault")

    # What the agent says

    def claim(self, job_id: str) -> tables.Attempt:
        """Let a job take the current attempt; the same job may ask again. Raises SupersededError."""
        attempt = self.current
        if self.is_over:
            raise SupersededError("The conversation is over.")
        if attempt.ended_at is not None or attempt.job_id not in (None, job_id):
            raise SupersededError("Another job carries this conversation on.")
        if attempt.job_id is None:
            attempt.job_id = job_id
            attempt.claimed_at = self.now
            if self.conversation.phase == "no_assistant":
                self._enter("connecting")
        attempt.heartbeat_at = self.now
        return attempt

    def carries(self, job_id: str, number: int) -> bool:
        """Whether this job holds the conversation now."""
        attempt = self.current
        mine = (attempt.job_id, attempt.number) == (job_id, number)
        return mine and attempt.ended_at is None and not self.is_over

    def beat(self) -> None:
        """The current job is alive."""
        self.current.heartbeat_at = self.now

    def apply(self, event: Event) -> None:
        """Move as the current attempt's event says."""
        if isinstance(event, ConversationStarted):
            self.conversation.started_at = self.conversation.started_at or event.at
        elif isinstance(event, AssistantReady):
            self.current.ready_at = within(self.current, event.at, self.now)
            self.conversation.ready_at = self.conversation.ready_at or self.current.ready_at
            if self.conversation.phase in WAITING:
                self._enter("live")
        elif isinstance(event, UserUtterance):
            self.conversation.utterances += 1
        elif isinstance(event, ConversationEnded):
            self._agent_ended(event)

    def _agent_ended(self, event: ConversationEnded) -> None:
        if event.reason in GOODBYES:
            self._end_attempt("finished", talked_s=event.talked_s)
            self.end(event.reason, said_goodbye=True)
        elif event.reason == "participant_gone":
            self._end_attempt("finished", talked_s=event.talked_s)
            self._enter("paused")
        elif event.reason == "agent_failed":
            self.lose("failed", talked_s=event.talked_s)
        elif event.reason == "shutdown":
            self._hand_over(talked_s=event.talked_s)

    def _hand_over(self, *, talked_s: float) -> None:
        """The job's worker is stopped on purpose: another job carries on, and nothing was lost.

        One that could not be talked to yet has nothing to hand over; else this could go on for ever.
        """
        if self.current.ready_at is None:
            self.lose("failed", talked_s=talked_s)
            return
        self._end_attempt("finished", talked_s=talked_s)
        if self._goes_on():
            self._call("recovering")

    # What the watch finds

    def lose(self, how: tables.AttemptEnd = "lost", *, talked_s: float | None = None) -> None:
        """The job is gone: another one carries on, once."""
        self._end_attempt(how, talked_s=talked_s)
        if not self._goes_on():
            return
        if self.conversation.losses:
            self.give_up()
        else:
            self.conversation.losses += 1
            self._call("recovering")

    def _goes_on(self) -> bool:
        """Whether there is enough to carry on; where there is not, this ends it."""
        conversation = self.conversation
        if conversation.end_requested_at is not None:
            self.end_without_goodbye()
        elif conversation.talked_s >= conversation.limit_s - self.patience.nearly_done_s:
            self.end("agent_failed")
        return not self.is_over

    def give_up(self) -> None:
        """No other job came. Who talked long enough rates; who talked leaves with pay; who did not may try again."""
        if self.conversation.ready_at is None:
            self._enter("no_assistant")
            return
        self.end("agent_failed")
        if not self._can_be_rated:
            self._close("our_fault")

    def not_recovered(self) -> None:
        """The job that was to carry on was not ready in time. Called after a loss, it is one loss too many."""
        if self.current.claimed_at is not None:
            self.lose()
        elif self._was_handed_over:
            self.no_show()
        else:
            self._end_attempt("no_show")
            self.give_up()

    def no_show(self) -> None:
        """No job took the dispatch. A late one still may."""
        self._enter("no_assistant")

    def not_called(self, number: int) -> None:
        """The media server refused the dispatch."""
        if self.is_over or self.current.number != number or self.current.claimed_at is not None:
            return
        self._end_attempt("not_called")
        if self.conversation.phase == "recovering" and not self._was_handed_over:
            self.give_up()
        else:
            self._enter("no_assistant")

    def expire(self) -> None:
        """The participant did not come back in time."""
        by_us = self.conversation.phase == "no_assistant"
        self.end("agent_failed" if by_us else "participant_gone")
        if not self._can_be_rated:
            self._close("our_fault" if by_us else "abandoned")

    def end_without_goodbye(self) -> None:
        """The end was asked for, and the job did not get round to it."""
        out_of_time = self.talked_s() >= self.conversation.limit_s
        self.end("time_limit" if out_of_time else "participant_ended")

    def end(self, reason: EndReason, *, said_goodbye: bool = False) -> None:
        """The conversation is over. Who said goodbye leaves by itself; else the room is closed."""
        self.to_close = not said_goodbye
        self._end_attempt("superseded")
        self.conversation.end_reason = reason
        self.conversation.ended_at = self.now
        self._enter("over")

    # How it is written down

    @property
    def _was_handed_over(self) -> bool:
        """Whether a recovering conversation was handed over to its current attempt; else that came after a loss."""
        return self.previous is not None and self.previous.ended == "finished"

    @property
    def _can_be_rated(self) -> bool:
        """Whether it was long enough for an opinion."""
        return self.conversation.talked_s >= self.patience.rateable_s and self.conversation.utterances > 0

    def talked_s(self) -> float:
        """Seconds of conversation until now."""
        attempt, conversation = self.attempt, self.conversation
        if attempt is None or attempt.ready_at is None or attempt.ended_at is not None:
            return conversation.talked_s
        return conversation.talked_s + max(0.0, (self.now - attempt.ready_at).total_seconds())

    def _call(self, phase: tables.Phase) -> None:
        self.conversation.attempts += 1
        self.previous = self.attempt
        self.attempt = tables.Attempt(
            conversation_id=self.conversation.id,
            number=self.conversation.attempts,
            study_hash=self.conversation.study_hash,
            code_version=self.code_version,
            dispatched_at=self.now,
        )
        self.to_call = self.attempt
        self._enter(phase)

    def _end_attempt(self, how: tables.AttemptEnd, *, talked_s: float | None = None) -> None:
        """Count what was talked: as the agent says, or until its last sign of life."""
        attempt, conversation = self.current, self.conversation
        if attempt.ended_at is not None:
            return
        if talked_s is None:
            talked_s = conversation.talked_s
            if attempt.ready_at and attempt.heartbeat_at:
                talked_s += max(0.0, (attempt.heartbeat_at - attempt.ready_at).total_seconds())
        conversation.talked_s = max(conversation.talked_s, talked_s)
        attempt.ended_at = self.now
        attempt.ended = how

    def _enter(self, phase: tables.Phase) -> None:
        self.conversation.phase = phase
        self.conversation.phase_since = self.now

    def _close(self, reason: ClosedReason) -> None:
        self.submission.closed_reason = reason
        self.submission.closed_at = self.now
