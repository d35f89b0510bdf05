"""Who acts in the tests: a participant's page, and an agent's job."""

from dataclasses import dataclass, field
from typing import Any

from httpx2 import Response

from scenarios.events import (
    AssistantReady,
    ConversationEnded,
    ConversationStarted,
    EndReason,
    Event,
    UserUtterance,
    Verification,
    Verified,
    to_line,
)
from server.schemas.agent import BatchAnswer, Brief
from server.study_file import REHEARSAL_MODEL
from tests.server.house import AGENT_SECRET, House

RATINGS = {"overall": 4, "understanding": 5, "naturalness": 3, "response_quality": 4, "task_effectiveness": 6}
FEEDBACK = "It was pleasant to talk to, with one long pause."


@dataclass
class Page:
    """A participant's page: keeps the token and remembers the last answer."""

    house: House
    token: str = ""
    stage: dict[str, Any] = field(default_factory=dict)
    answers: list[Response] = field(default_factory=list)

    def call(self, method: str, path: str, **kwargs: Any) -> Response:
        """One call; what it says of the stage is kept."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        response = self.house.client.request(method, f"/api/participant/{path}", headers=headers, **kwargs)
        self.answers.append(response)
        if response.is_success:
            self.stage = response.json()["submission"]
        return response

    def enter(self, session: str = "session-1", *, study: str = "trial", **entry: str) -> "Page":
        """Open the recruiter's link."""
        ids = {"prolific_pid": f"pid-{session}", "study_id": "prolific-study", "session_id": session}
        response = self.call("POST", "entry", json={"study": study} | ids | entry)
        response.raise_for_status()
        self.token = response.json()["token"]
        return self

    def enter_simulated(self, *, study: str = "trial", **entry: str) -> "Page":
        """Come in as a caller of ours does, by the agents' secret."""
        headers = {"Authorization": f"Bearer {AGENT_SECRET}"}
        response = self.house.client.post("/api/agent/callers", json={"study": study} | entry, headers=headers)
        response.raise_for_status()
        self.token, self.stage = response.json()["token"], response.json()["submission"]
        return self

    def look(self) -> str:
        """Ask where the submission stands; the stage's name."""
        self.call("GET", "submission").raise_for_status()
        return str(self.stage["stage"])

    def consent(self) -> None:
        """Agree."""
        answer = {"hash": self.stage["consent"]["hash"], "agreed": True}
        self.call("POST", "consent", json=answer).raise_for_status()

    def pass_audio_check(self) -> None:
        """Hear and be heard."""
        report = {"passed": True, "microphone_peak_db": -12.5, "word_correct": True, "user_agent": "a browser"}
        self.call("POST", "audio-check", json=report).raise_for_status()

    def start(self) -> str:
        """Go to the conversation from wherever the flow stands; its id."""
        if self.stage["stage"] == "consent":
            self.consent()
        if self.stage["stage"] == "audio_check":
            self.pass_audio_check()
        if self.stage["stage"] == "assignment":
            self.call("POST", "conversation").raise_for_status()
        return self.house.rooms.called[-1]

    def rate(self) -> Response:
        """Submit all ratings."""
        return self.call("POST", "ratings", json={"ratings": RATINGS, "feedback": FEEDBACK})


@dataclass
class Job:
    """An agent's job: numbers its events as the real one does, and sends what it is told to."""

    house: House
    conversation_id: str
    job_id: str = "job-1"
    attempt: int = 0
    seq: int = 0
    ready_s: float = 0.0
    brief: Brief | None = None

    def post(self, path: str, content: str) -> Response:
        """One call with the shared secret."""
        return self.house.client.post(
            f"/api/agent/conversations/{self.conversation_id}/{path}",
            content=content,
            headers={"Authorization": f"Bearer {AGENT_SECRET}", "Content-Type": "application/json"},
        )

    def claim(self) -> Response:
        """Ask for the brief."""
        response = self.post("claim", f'{{"job_id": "{self.job_id}"}}')
        if response.is_success:
            self.brief = Brief.model_validate_json(response.content)
            self.attempt = self.brief.attempt
        return response

    def send(self, *events: Event) -> BatchAnswer:
        """Post events, or only the heartbeat."""
        response = self.try_send(*events)
        response.raise_for_status()
        return BatchAnswer.model_validate_json(response.content)

    def try_send(self, *events: Event) -> Response:
        """Post events, whatever the answer."""
        lines = ",".join(to_line(event) for event in events)
        return self.post("events", f'{{"job_id": "{self.job_id}", "attempt": {self.attempt}, "events": [{lines}]}}')

    def next(self) -> dict[str, Any]:
        """The fields that every event has, for the next event."""
        self.seq += 1
        return {"attempt": self.attempt, "seq": self.seq, "at": self.house.clock(), "offset_s": float(self.seq)}

    def begin(self) -> BatchAnswer:
        """Claim, start, be ready."""
        self.claim().raise_for_status()
        assert self.brief is not None
        started = ConversationStarted(
            **self.next(),
            model=self.brief.model,
            kind="pipeline",
            scenario_id=self.brief.scenario["id"],
            scenario_hash="0" * 64,
            study_hash=self.brief.study_hash,
            code_version="test",
        )
        return self.send(started, AssistantReady(**self.next(), talked_s=self.brief.talked_s))

    def hear(self) -> BatchAnswer:
        """The participant said something."""
        number = self.seq + 1
        return self.send(
            UserUtterance(
                **self.next(), utterance=number, started_s=1.0, ended_s=2.0, audio=f"attempt-1/utterances/{number}.wav"
            )
        )

    def talk(self, seconds: float) -> None:
        """Hold the conversation for a while, with a heartbeat every third second."""
        self.hear()
        while seconds > 0:
            step_s = min(3.0, seconds)
            self.house.pass_time(step_s, step_s=step_s)
            self.send()
            seconds -= step_s

    def verify(self, *, success: bool) -> BatchAnswer:
        """The verifier spoke."""
        verification = Verification(progress=1.0 if success else 0.5, success=success, state_ok=success, steps=())
        return self.send(Verified(**self.next(), verification=verification))

    def end(self, reason: EndReason = "time_limit", talked_s: float = 600.0) -> BatchAnswer:
        """Say goodbye."""
        return self.send(ConversationEnded(**self.next(), reason=reason, talked_s=talked_s))


def talk_through(page: Page, *, reason: EndReason = "time_limit", talked_s: float = 600.0) -> Job:
    """From the page's stage to the ratings."""
    job = Job(page.house, page.start())
    job.begin()
    job.hear()
    job.end(reason, talked_s)
    assert page.look() == "rating"
    return job


__all__ = ["FEEDBACK", "RATINGS", "REHEARSAL_MODEL", "Job", "Page", "talk_through"]
