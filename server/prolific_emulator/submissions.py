"""How people go through a study, and what time does to them."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from server.prolific_emulator.hooks import tell_study, tell_submission
from server.prolific_emulator.people import fits, has_quota_left
from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.state import (
    INSIDE,
    WITHOUT_PLACE,
    Chore,
    Person,
    State,
    Study,
    StudyStatus,
    Submission,
    SubmissionStatus,
)

RESERVED_FOR = timedelta(minutes=10)
REVIEWED_WITHIN = timedelta(days=21)
NO_CODE = "NOCODE"


def of_study(state: State, study_id: str) -> list[Submission]:
    """A study's submissions, oldest first."""
    return [found for found in state.submissions.values() if found.study_id == study_id]


def places_taken(state: State, study_id: str) -> int:
    """How many places are held."""
    return sum(found.status not in WITHOUT_PLACE for found in of_study(state, study_id))


def obstacle(state: State, study: Study, person: Person) -> str | None:
    """Why this person cannot take part now; None when they can."""
    mine = [found for found in of_study(state, study.id) if found.person_id == person.id]
    config = study.sent.get("submissions_config") or {}
    most_at_once = config.get("max_concurrent_submissions", -1)
    holders = [found for found in of_study(state, study.id) if found.status not in WITHOUT_PLACE]
    if study.status != "ACTIVE" or len(holders) >= study.places:
        return "the study takes nobody new"
    if mine:
        return "you have taken part already"
    if not all(fits(person, wanted) for wanted in study.wanted):
        return "the study is for others"
    if most_at_once >= 0 and sum(found.status in INSIDE for found in holders) >= most_at_once:
        return "too many take part at this moment"
    people = [found.person_id for found in holders]
    if not all(has_quota_left(state, person, w, places=study.places, holders=people) for w in study.wanted):
        return "the places of your group are taken"
    return None


def reserve(state: State, study: Study, person: Person, now: datetime) -> Submission:
    """Take a place. Raises RefusalError where that is not possible."""
    if reason := obstacle(state, study, person):
        raise RefusalError(400, "Cannot take part", reason)
    submission = Submission(
        id=secrets.token_hex(12), study_id=study.id, person_id=person.id, status="RESERVED", reserved_at=now
    )
    state.submissions[submission.id] = submission
    tell_submission(state, submission, now)
    return submission


def start(state: State, submission: Submission, now: datetime) -> None:
    """The participant followed the link; doing so again changes nothing."""
    if submission.status == "RESERVED":
        submission.started_at = now
        move(state, submission, "ACTIVE", now)


def entry_url(state: State, submission: Submission) -> str:
    """The study's link for this participant."""
    url = str(state.studies[submission.study_id].sent["external_study_url"])
    ids = {"PROLIFIC_PID": submission.person_id, "STUDY_ID": submission.study_id, "SESSION_ID": submission.id}
    for name, value in ids.items():
        url = url.replace("{{%" + name + "%}}", value)
    return url


def finish(state: State, submission: Submission, code: str | None, now: datetime) -> None:
    """The participant says that they are done: with a code of the study, another one, or none."""
    if submission.status not in INSIDE:
        raise RefusalError(400, "Submission is over", f"it is {submission.status}")
    known = _codes(state, submission).get(code or "", {})
    actions = known.get("actions") or [] if known.get("actor", "participant") == "participant" else []
    submission.code, submission.completed_at = code or NO_CODE, now
    for action in actions:
        if action["action"] == "REQUEST_RETURN":
            submission.return_requested = now
    approved = any(action["action"] == "AUTOMATICALLY_APPROVE" for action in actions)
    move(state, submission, "APPROVED" if approved else "AWAITING REVIEW", now)


def give_back(state: State, submission: Submission, now: datetime) -> None:
    """The participant returns the submission: possible until it is reviewed."""
    if submission.status not in (*INSIDE, "AWAITING REVIEW"):
        raise RefusalError(400, "Cannot return", f"the submission is {submission.status}")
    move(state, submission, "RETURNED", now)


def approve(state: State, submission: Submission, now: datetime) -> None:
    """Approve, which is refused before there is something to review. Again changes nothing."""
    if submission.status == "APPROVED":
        return
    if submission.status not in ("AWAITING REVIEW", "PROCESSING"):
        raise RefusalError(400, "Cannot approve", f"the submission is {submission.status}")
    move(state, submission, "APPROVED", now)


def reject(state: State, submission: Submission, body: dict[str, Any], now: datetime) -> None:
    """Reject, with a reason of a hundred characters at least."""
    if len(str(body.get("message") or "")) < 100 or not body.get("rejection_category"):
        raise RefusalError(400, "Cannot reject", {"message": ["a message of 100 characters and a category"]})
    if submission.status != "AWAITING REVIEW":
        raise RefusalError(400, "Cannot reject", f"the submission is {submission.status}")
    move(state, submission, "REJECTED", now)


def complete(state: State, submission: Submission, code: str, now: datetime) -> None:
    """The researcher completes for the participant, with a code that is theirs to use."""
    if _codes(state, submission).get(code, {}).get("actor") != "researcher":
        raise RefusalError(400, "Cannot complete", {"completion_code": ["its actor is not the researcher"]})
    if submission.status in INSIDE:
        submission.code, submission.completed_at = code, now
        move(state, submission, "AWAITING REVIEW", now)


def move(state: State, submission: Submission, status: SubmissionStatus, now: datetime) -> None:
    """Set a submission's status and tell of it."""
    submission.status = status
    tell_submission(state, submission, now)


def move_study(state: State, study: Study, status: StudyStatus, now: datetime) -> None:
    """Set a study's status and tell of it."""
    study.status = status
    tell_study(state, study, now)


def settle(state: State, now: datetime) -> None:
    """Do what has fallen due: chores, lapsed places, late reviews; then fill what became free."""
    ready = [chore for chore in state.chores if chore.due_at <= now]
    state.chores = [chore for chore in state.chores if chore.due_at > now]
    for chore in ready:
        _do(state, chore, now)
    for submission in state.submissions.values():
        _lapse(state, submission, now)
    for study in state.studies.values():
        _admit(state, study, now)
        _settle_study(state, study, now)


def _do(state: State, chore: Chore, now: datetime) -> None:
    if chore.kind == "approve":
        approve(state, state.submissions[chore.subject], now)
        return
    for submission_id, amount in state.setups[chore.subject].amounts.items():
        state.submissions[submission_id].bonuses.append(amount)


def _lapse(state: State, submission: Submission, now: datetime) -> None:
    most = timedelta(minutes=float(state.studies[submission.study_id].sent["maximum_allowed_time"]))
    rules: dict[str, tuple[datetime | None, timedelta, SubmissionStatus]] = {
        "RESERVED": (submission.reserved_at, RESERVED_FOR, "TIMED-OUT"),
        "ACTIVE": (submission.started_at, most, "TIMED-OUT"),
        "AWAITING REVIEW": (submission.completed_at, REVIEWED_WITHIN, "APPROVED"),
    }
    since, longest, then = rules.get(submission.status, (None, most, "TIMED-OUT"))
    if since is not None and now - since > longest:
        move(state, submission, then, now)


def _admit(state: State, study: Study, now: datetime) -> None:
    """Let people who wait for a place follow the link, as long as there is one."""
    if not study.waiting:
        return
    reopen(state, study, now)
    known = {found.person_id for found in of_study(state, study.id)}
    for person in state.people.values():
        if not study.waiting:
            return
        if person.id not in known and obstacle(state, study, person) is None:
            start(state, reserve(state, study, person, now), now)
            study.waiting -= 1


def reopen(state: State, study: Study, now: datetime) -> None:
    """A study that was full recruits again as soon as a place is free."""
    if study.status == "AWAITING REVIEW" and places_taken(state, study.id) < study.places:
        move_study(state, study, "ACTIVE", now)


def _settle_study(state: State, study: Study, now: datetime) -> None:
    """A full study awaits review, and is completed once everybody is reviewed."""
    reopen(state, study, now)
    if study.status == "ACTIVE" and places_taken(state, study.id) >= study.places:
        move_study(state, study, "AWAITING REVIEW", now)
    if study.status == "AWAITING REVIEW" and all(
        found.status in ("APPROVED", *WITHOUT_PLACE) for found in of_study(state, study.id)
    ):
        move_study(state, study, "COMPLETED", now)


def _codes(state: State, submission: Submission) -> dict[str, dict[str, Any]]:
    sent = state.studies[submission.study_id].sent.get("completion_codes") or []
    return {code["code"]: code for code in sent}
