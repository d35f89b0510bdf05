"""Claims and events: stored once, in order, however they arrive, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from scenarios.events import ConversationEnded, EndReason, Event, UserUtterance
from server import tables
from server.services.agents import stored_events
from tests.server.actors import Job, Page, talk_through
from tests.server.house import House


@pytest.fixture
def page(any_house: House) -> Page:
    page = Page(any_house).enter()
    page.start()
    return page


@pytest.fixture
def job(page: Page) -> Job:
    """A job that holds a conversation."""
    job = Job(page.house, page.house.rooms.called[-1])
    job.begin()
    return job


def utterance(job: Job) -> Event:
    return UserUtterance(**job.next(), utterance=job.seq, started_s=0, ended_s=1, audio=f"attempt-1/u{job.seq}.wav")


def stored_seqs(job: Job) -> list[int]:
    with job.house.parts.database.read() as session:
        return [event.seq for event in stored_events(session, job.conversation_id)]


def test_an_attempt_names_study_and_code(page: Page) -> None:
    with page.house.parts.database.read() as session:
        attempt = session.get_one(tables.Attempt, (page.house.rooms.called[-1], 1))
    study = page.house.parts.shelf.find("trial")
    assert study is not None
    assert (attempt.study_hash, attempt.code_version) == (study.hash, page.house.parts.code_version)


@pytest.mark.parametrize("body", ['{"job_id": "a\\u0000b"}', '{"job_id": ""}'])
def test_an_id_that_cannot_be_stored_is_refused(job: Job, body: str) -> None:
    assert job.post("claim", body).status_code == 422
    assert job.post("events", body.replace("}", ', "attempt": 1, "events": []}')).status_code == 422


def test_brief_has_all_that_the_agent_needs(page: Page) -> None:
    job = Job(page.house, page.house.rooms.called[-1])
    first = job.claim()
    again = job.claim()
    assert first.json() == again.json()
    assert job.brief is not None
    assert job.brief.scenario["card"]["title"] == page.stage["card"]["title"]
    assert (job.brief.attempt, job.brief.limit_s, job.brief.talked_s) == (1, 600, 0)
    assert job.brief.nudges  # as in the study file
    assert (job.brief.started_at, job.brief.history) == (None, [])


def test_claims_that_are_refused(page: Page, job: Job) -> None:
    assert Job(page.house, "cv-unknown").claim().status_code == 404
    other = Job(page.house, job.conversation_id, job_id="job-2").claim()
    assert (other.status_code, other.json()["code"]) == (409, "superseded")
    job.end()
    assert job.claim().status_code == 409


def test_only_who_knows_the_secret(page: Page) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Bearer {page.token}"}):
        url = f"/api/agent/conversations/{page.house.rooms.called[-1]}/claim"
        assert page.house.client.post(url, json={"job_id": "x"}, headers=headers).status_code == 401


def test_sending_again_changes_nothing(job: Job) -> None:
    batch = [utterance(job) for _ in range(5)]
    assert job.send(*batch).acknowledged == 7
    assert job.send(*batch).acknowledged == 7
    assert job.send(*batch[2:], utterance(job)).acknowledged == 8
    assert stored_seqs(job) == list(range(1, 9))
    with job.house.parts.database.read() as session:
        assert session.connection().exec_driver_sql("SELECT utterances FROM conversation").scalar() == 6


def test_nothing_behind_a_gap_is_acknowledged(job: Job) -> None:
    missing, later = utterance(job), utterance(job)
    assert job.send(later).acknowledged == 2
    assert job.send(missing).acknowledged == 4
    assert stored_seqs(job) == [1, 2, 3, 4]


def test_concurrent_duplicates_are_stored_once(job: Job) -> None:
    batches = [[utterance(job) for _ in range(4)] for _ in range(5)]
    with ThreadPoolExecutor(16) as hands:
        answers = list(hands.map(lambda batch: job.try_send(*batch), batches * 8))
    assert {answer.status_code for answer in answers} == {200}
    assert job.send().acknowledged == 22
    assert stored_seqs(job) == list(range(1, 23))


def test_late_events_are_stored_and_move_nothing(page: Page) -> None:
    job = talk_through(page)
    late = utterance(job)
    answer = job.send(late)
    assert (answer.acknowledged, answer.superseded) == (late.seq, False)
    assert page.rate().is_success
    assert job.send(utterance(job)).acknowledged == late.seq + 1
    assert page.look() == "complete"


@pytest.mark.parametrize("first", ["shutdown", "agent_failed", "participant_gone"])
def test_what_stands_behind_an_end_is_stored_and_moves_nothing(job: Job, first: EndReason) -> None:
    ended = ConversationEnded(**job.next(), reason=first, talked_s=100)
    again = ConversationEnded(**job.next(), reason="agent_failed", talked_s=100)
    n_called = 1 if first == "participant_gone" else 2
    assert job.send(ended, again, utterance(job)).acknowledged == 5
    assert stored_seqs(job) == [1, 2, 3, 4, 5]
    assert len(job.house.rooms.called) == n_called
    with job.house.parts.database.read() as session:
        conversation = session.get_one(tables.Conversation, job.conversation_id)
    assert (conversation.attempts, conversation.losses) == (n_called, int(first == "agent_failed"))
    assert conversation.utterances == 0


def test_what_a_dead_job_left_behind_is_posted_by_the_next(page: Page, job: Job) -> None:
    left_behind = utterance(job)
    page.house.pass_time(5)
    successor = Job(page.house, job.conversation_id, job_id="job-2")
    successor.begin()
    finder = Job(page.house, job.conversation_id, job_id="job-2", attempt=1)
    assert finder.send(left_behind).acknowledged == 3
    assert not successor.send().superseded
    with page.house.parts.database.read() as session:
        events = stored_events(session, job.conversation_id)
    assert [(event.attempt, event.seq) for event in events] == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]


def test_events_that_are_refused(job: Job) -> None:
    assert Job(job.house, job.conversation_id, attempt=7).try_send().status_code == 409
    stranger = Job(job.house, job.conversation_id, attempt=2)
    job_1_says_2 = UserUtterance(**stranger.next(), utterance=1, started_s=0, ended_s=1, audio="a.wav")
    refused = job.try_send(job_1_says_2)
    assert (refused.status_code, refused.json()["code"]) == (422, "other_attempt")
    malformed = job.post("events", '{"job_id": "job-1", "attempt": 1, "events": [{"type": "no_such_event"}]}')
    assert malformed.status_code == 422
    assert stored_seqs(job) == [1, 2]
