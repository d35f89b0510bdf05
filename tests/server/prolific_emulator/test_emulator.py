"""What time and people do to studies, over a restart too."""

import asyncio
from pathlib import Path

import pytest

from server.clock import ManualClock
from server.integrations.prolific.webhooks import verify
from server.prolific_emulator import hooks
from server.prolific_emulator.sender import deliver
from tests.server.prolific import Emulated

MINUTE_S = 60
DAY_S = 86_400


@pytest.fixture
def emulated() -> Emulated:
    return Emulated(ManualClock())


def statuses(emulated: Emulated, study_id: str) -> list[str]:
    return [found.status for found in emulated.prolific.submissions.of_study(study_id)]


def forward(emulated: Emulated, seconds: float) -> None:
    with emulated.browser() as browser:
        browser.post("/emulator/clock", json={"seconds": seconds}).raise_for_status()


def test_a_place_that_is_not_taken_up_is_free_after_ten_minutes(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    with emulated.browser() as browser:
        browser.post(f"/studies/{study.id}/take-part")
        assert statuses(emulated, study.id) == ["RESERVED"]
        forward(emulated, 10 * MINUTE_S)
        assert statuses(emulated, study.id) == ["RESERVED"]
        forward(emulated, 1)
    assert statuses(emulated, study.id) == ["TIMED-OUT"]
    assert emulated.prolific.studies.get(study.id).status == "ACTIVE"


def test_who_takes_too_long_is_timed_out_and_the_next_comes_in(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    emulated.arrive(study.id, 2)
    assert statuses(emulated, study.id) == ["ACTIVE"]
    forward(emulated, 45 * MINUTE_S + 60)
    assert statuses(emulated, study.id) == ["TIMED-OUT", "ACTIVE"]


def test_who_returns_makes_room_at_once(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    (first,) = emulated.arrive(study.id, 2)
    with emulated.browser() as browser:
        browser.post(f"/submissions/{first['submission']}/return")
    assert statuses(emulated, study.id) == ["RETURNED", "ACTIVE"]


def test_what_nobody_reviews_is_approved_after_three_weeks(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    emulated.finished(study.id, 1)
    emulated.clock.advance(21 * DAY_S)
    assert statuses(emulated, study.id) == ["AWAITING REVIEW"]
    emulated.clock.advance(1)
    assert statuses(emulated, study.id) == ["APPROVED"]


def test_no_more_than_allowed_take_part_at_once(emulated: Emulated) -> None:
    study = emulated.study(places=9, submissions_config={"max_concurrent_submissions": 2})
    assert len(emulated.arrive(study.id, 5)) == 2
    emulated.finished(study.id, 1)  # and one more may come in
    assert sorted(statuses(emulated, study.id)) == ["ACTIVE", "ACTIVE", "AWAITING REVIEW"]


@pytest.mark.parametrize(
    ("code", "entered", "asked"),
    [("C-DONE", "C-DONE", False), ("", "NOCODE", False), ("WRONG", "WRONG", False), ("N-CONSENT", "N-CONSENT", True)],
)
def test_codes_do_what_the_study_says(emulated: Emulated, code: str, entered: str, asked: bool) -> None:
    study = emulated.study(places=1)
    (submission_id,) = emulated.finished(study.id, 1, code)
    found = emulated.prolific.submissions.get(submission_id)
    assert (found.status, found.entered_code) == ("AWAITING REVIEW", entered)
    assert (found.return_requested is not None) == asked


def test_a_participant_s_way_through_the_pages(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    with emulated.browser() as browser:
        assert "Take part" in browser.get("/").text
        assert browser.post(f"/studies/{study.id}/take-part").status_code == 303
        (reserved,) = emulated.prolific.submissions.of_study(study.id)
        assert "Open study" in browser.get("/").text
        link = browser.get(f"/submissions/{reserved.id}/open").headers["location"]
        assert link == (
            f"http://parley/s/trial?PROLIFIC_PID={reserved.participant}&STUDY_ID={study.id}&SESSION_ID={reserved.id}"
        )
        assert browser.get(f"/submissions/{reserved.id}/open").headers["location"] == link  # a second tab
        assert "Thank you" in browser.get("/submissions/complete", params={"cc": "C-DONE"}).text
        assert browser.get("/submissions/complete", params={"cc": "C-DONE"}).status_code == 404
        assert "Return submission" in browser.get("/").text  # until it is reviewed


def test_a_study_is_not_shown_to_whom_it_is_not_for(emulated: Emulated) -> None:
    study = emulated.study(places=1, filters=[{"filter_id": "age", "selected_range": {"lower": 90, "upper": 100}}])
    with emulated.browser() as browser:
        assert "Take part" not in browser.get("/").text
        assert browser.post(f"/studies/{study.id}/take-part").status_code == 400


def test_a_restart_changes_nothing(tmp_path: Path) -> None:
    emulated = Emulated(ManualClock(), tmp_path / "prolific.json")
    study = emulated.study(places=2)
    inside = emulated.arrive(study.id, 1)
    forward(emulated, 5 * MINUTE_S)
    before, now = emulated.world.state, emulated.world.now
    emulated.open()
    assert (emulated.world.state, emulated.world.now) == (before, now)
    assert [found.id for found in emulated.prolific.submissions.of_study(study.id)] == [inside[0]["submission"]]


class Receiver:
    """Somebody who subscribed."""

    def __init__(self, emulated: Emulated, *, takes: bool = True) -> None:
        self.emulated, self.takes = emulated, takes
        self.secret = emulated.prolific.hooks.make_secret("w")
        emulated.prolific.hooks.subscribe("w", "submission.status.change", "http://parley/hook")
        self.events: list[tuple[str, str | None]] = []

    async def post(self, _url: str, headers: dict[str, str], raw: bytes) -> bool:
        lower = {name.lower(): value for name, value in headers.items()}
        event = verify(raw, lower, secret=self.secret, now=self.emulated.clock())
        self.events.append((event.id, event.body.status))
        return self.takes

    def deliver(self) -> int:
        return asyncio.run(deliver(self.emulated.world, self.post))


def test_events_are_signed_and_told_once(emulated: Emulated) -> None:
    receiver = Receiver(emulated)
    emulated.finished(emulated.study().id, 1)
    assert [receiver.deliver(), receiver.deliver()] == [3, 0]
    assert [status for _, status in receiver.events] == ["RESERVED", "ACTIVE", "AWAITING REVIEW"]


def test_an_event_that_nobody_takes_is_told_again_under_the_same_id(emulated: Emulated) -> None:
    receiver = Receiver(emulated, takes=False)
    emulated.arrive(emulated.study(places=1).id, 1)
    receiver.deliver()
    assert receiver.deliver() == 0
    emulated.clock.advance(MINUTE_S)
    receiver.deliver()
    assert receiver.events[:2] == receiver.events[2:]
    for _ in range(hooks.MOST_TRIES):
        emulated.clock.advance(2**hooks.MOST_TRIES * MINUTE_S)
        receiver.deliver()
    assert {found.status for found in emulated.world.state.deliveries} >= {"FAILED"}


@pytest.mark.parametrize(
    ("fault", "at_once", "later"), [("hook_twice", 3, 3), ("hook_never", 1, 1), ("hook_late", 1, 2)]
)
def test_faults_of_delivery(emulated: Emulated, fault: str, at_once: int, later: int) -> None:
    receiver = Receiver(emulated)
    emulated.spoil(fault, seconds=MINUTE_S)
    emulated.arrive(emulated.study(places=1).id, 1)  # two events, the first of them spoilt
    receiver.deliver()
    assert len(receiver.events) == at_once
    emulated.clock.advance(MINUTE_S)
    receiver.deliver()
    assert len(receiver.events) == later
    assert len({event for event, _ in receiver.events}) == min(2, later)
