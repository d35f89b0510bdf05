"""From rows to what the page is told. Nothing here reads a model's name."""

from collections.abc import Callable
from typing import Any, cast

from sqlmodel import Session, col, select

from scenarios.events import Verified, parse_event
from server import tables
from server.parts import Parts
from server.schemas.participant import (
    AssignmentStage,
    AudioCheckStage,
    ClosedReason,
    ClosedStage,
    CompleteStage,
    ConsentStage,
    ConsentText,
    ConversationStage,
    Instrument,
    RatingDraft,
    RatingStage,
    Stage,
    SubmissionView,
)
from server.services import closing, pay
from server.services.actions import actions_of
from server.services.case import Case, load_case
from server.services.conversations import dialogue_of
from server.services.stages import StageName, stage_of
from server.services.stored import StoredScenario
from server.study_file import InstrumentText, Study


def show(parts: Parts, submission_id: str) -> SubmissionView:
    """Where the submission stands."""
    with parts.database.read() as session:
        return SubmissionView(submission=_View(parts, session, load_case(session, submission_id)).stage())


def earned_facts(session: Session, case: Case) -> pay.Earned:
    """What the server saw of this submission that pay depends on."""
    if case.conversation is None:
        return pay.Earned(talked_s=0, our_fault=case.submission.closed_reason == "our_fault")
    verification = last_verification(session, case.conversation.id)
    return pay.Earned(
        talked_s=case.conversation.talked_s,
        submitted=case.submission.completed_at is not None,
        task_done=verification is not None and verification.verification.success,
        feedback_given=session.get(tables.Feedback, case.submission.id) is not None,
        our_fault=case.submission.closed_reason == "our_fault",
    )


def last_verification(session: Session, conversation_id: str) -> Verified | None:
    """The verifier's last word on a conversation."""
    query = (
        select(tables.Event)
        .where(tables.Event.conversation_id == conversation_id, tables.Event.type == "verification")
        .order_by(col(tables.Event.attempt).desc(), col(tables.Event.seq).desc())
        .limit(1)
    )
    row = session.exec(query).one_or_none()
    event = parse_event(row.line) if row else None
    return event if isinstance(event, Verified) else None


class _View:
    """Draws one case."""

    def __init__(self, parts: Parts, session: Session, case: Case) -> None:
        self._parts = parts
        self._session = session
        self._case = case
        self._study: Study = parts.shelf.study(case.submission.study_hash)
        self._file = self._study.file
        self._base: dict[str, Any] = {
            "study_title": self._file.title,
            "rehearsal": self._file.rehearsal,
            "help_text": self._file.help_text,
        }

    def stage(self) -> Stage:
        """The stage with everything that its page shows."""
        draw: dict[StageName, Callable[[], Stage]] = {
            "consent": self._consent,
            "audio_check": self._audio_check,
            "assignment": self._assignment,
            "conversation": self._conversation,
            "rating": self._rating,
            "complete": self._complete,
            "closed": self._closed,
        }
        return draw[stage_of(self._case)]()

    def _consent(self) -> ConsentStage:
        text = self._file.consent
        return ConsentStage(
            **self._base,
            how_it_works=list(self._file.how_it_works),
            consent=ConsentText(hash=text.hash, **text.model_dump()),
            pay=pay.promised(self._file.pay),
            minutes_min=self._file.minutes_min,
            minutes_max=self._file.minutes_max,
        )

    def _audio_check(self) -> AudioCheckStage:
        clips = self._file.audio_check
        return AudioCheckStage(
            **self._base, words=[clip.word for clip in clips], clip_urls=[clip.url for clip in clips]
        )

    def _assignment(self) -> AssignmentStage:
        return AssignmentStage(
            **self._base,
            card=self._scenario().card,
            limit_s=self._file.limit_s,
            quick_start=list(self._file.quick_start),
        )

    def _conversation(self) -> ConversationStage:
        conversation = self._case.conversation
        assert conversation is not None
        return ConversationStage(
            **self._base,
            card=self._scenario().card,
            limit_s=self._file.limit_s,
            phase=conversation.phase,
            ready_at=conversation.ready_at,
            talked_s=min(dialogue_of(self._parts, self._case).talked_s(), conversation.limit_s),
            room=self._parts.rooms.access(conversation.id, conversation.rtc_identity),
            verified=self._scenario().category == "tool_calling",
            actions=actions_of(self._scenario().document),
        )

    def _rating(self) -> RatingStage:
        draft = self._session.get(tables.Draft, self._case.submission.id)
        audio = self._session.get(tables.FeedbackAudio, self._case.submission.id)
        return RatingStage(
            **self._base,
            scenario_title=self._scenario().title,
            notice=closing.NOTICES.get(self._case.conversation.end_reason or "") if self._case.conversation else None,
            instrument=instrument_of(self._file.instrument),
            draft=RatingDraft(ratings=draft.ratings, feedback=draft.feedback) if draft else RatingDraft(),
            audio_feedback_saved=audio is not None,
        )

    def _complete(self) -> CompleteStage:
        code = self._file.codes.completed
        return CompleteStage(
            **self._base,
            code=code,
            redirect_url=self._back_with(code),
            pay=pay.earned(self._file.pay, earned_facts(self._session, self._case)),
        )

    def _closed(self) -> ClosedStage:
        reason = cast("ClosedReason", self._case.submission.closed_reason)
        code = closing.code_for(reason, self._file.codes)
        lines, currency = pay.earned(self._file.pay, earned_facts(self._session, self._case)), self._file.pay.currency
        return ClosedStage(
            **self._base,
            reason=reason,
            title=closing.TITLES[reason],
            message=closing.message_for(reason, amount=pay.total_text(lines, currency) if lines else None),
            code=code,
            redirect_url=self._back_with(code) if code else None,
            paid=bool(lines),
        )

    def _back_with(self, code: str) -> str:
        return closing.redirect_for(self._file, code, prolific=self._parts.settings.prolific_app_url)

    def _scenario(self) -> StoredScenario:
        assert self._case.assignment is not None
        return self._parts.shelf.scenario(self._case.assignment.scenario_hash)


def instrument_of(text: InstrumentText) -> Instrument:
    """The rating page of a study."""
    return Instrument(hash=text.hash, **text.model_dump())
