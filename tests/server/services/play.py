"""A dialogue to be played through move by move, with a clock that stands until it is told to go on."""

from datetime import UTC, datetime, timedelta

from scenarios.events import AssistantReady, ConversationEnded, EndReason, UserUtterance
from server import tables
from server.services.dialogue import Dialogue
from server.services.patience import Patience

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Play:
    """A dialogue and a clock, with the agent's side in short words."""

    def __init__(self) -> None:
        submission = tables.Submission(
            id="sb-1",
            study_id="trial",
            study_hash="hash",
            prolific_pid="pid",
            prolific_study_id="study",
            session_id="session",
            entered_at=START,
            seen_at=START,
            code_version="test",
        )
        conversation = tables.Conversation(
            id="cv-1",
            submission_id="sb-1",
            assignment_id=1,
            study_hash="hash",
            code_version="test",
            rtc_identity="p-1",
            limit_s=600,
            phase="connecting",
            phase_since=START,
            created_at=START,
        )
        self.dialogue = Dialogue(submission, conversation, None, START, Patience(), "test")
        self.dialogue.start()

    @property
    def phase(self) -> str:
        return self.dialogue.conversation.phase

    @property
    def closed(self) -> str | None:
        return self.dialogue.submission.closed_reason

    def wait(self, seconds: float) -> None:
        self.dialogue.now += timedelta(seconds=seconds)

    def claim(self, job_id: str = "job-1") -> None:
        self.dialogue.claim(job_id)

    def ready(self) -> None:
        self.dialogue.apply(AssistantReady(attempt=1, seq=1, at=self.dialogue.now, offset_s=0))

    def hear(self) -> None:
        self.dialogue.apply(
            UserUtterance(
                attempt=1, seq=2, at=self.dialogue.now, offset_s=0, utterance=1, started_s=0, ended_s=1, audio="u.wav"
            )
        )

    def ended(self, reason: EndReason, talked_s: float) -> None:
        event = ConversationEnded(attempt=1, seq=3, at=self.dialogue.now, offset_s=0, reason=reason, talked_s=talked_s)
        self.dialogue.apply(event)

    def live(self, talked_s: float = 0) -> "Play":
        self.claim()
        self.ready()
        self.hear()
        self.wait(talked_s)
        self.dialogue.beat()
        return self
