"""The way of a participant, over HTTP, on both databases."""

import random

import pytest

from server.services.stages import STAGES
from tests.server.actors import FEEDBACK, RATINGS, Job, Page, talk_through
from tests.server.house import House


def test_whole_flow(any_house: House) -> None:
    page = Page(any_house).enter()
    assert page.stage["stage"] == "consent"
    page.consent()
    assert page.stage["stage"] == "audio_check"
    page.pass_audio_check()
    assert page.stage["stage"] == "assignment"
    page.call("POST", "conversation").raise_for_status()
    assert (page.stage["stage"], page.stage["phase"], page.stage["ready_at"]) == ("conversation", "connecting", None)
    job = Job(any_house, any_house.rooms.called[-1])
    job.begin()
    assert page.look() == "conversation"
    assert page.stage["phase"] == "live"
    job.talk(30)
    page.look()
    assert 29 <= page.stage["talked_s"] <= 31
    job.end("time_limit", 600.0)
    assert page.look() == "rating"
    assert page.stage["notice"] is None
    assert page.rate().is_success
    assert page.stage["stage"] == "complete"
    assert page.stage["code"] == "REHEARSAL-DONE"
    assert page.stage["redirect_url"] == "https://app.prolific.com/submissions/complete?cc=REHEARSAL-DONE"


def test_every_step_may_be_submitted_twice(any_house: House) -> None:
    page = Page(any_house).enter()
    first_token = page.token
    assert page.enter().token == first_token
    consent = {"hash": page.stage["consent"]["hash"], "agreed": True}
    check = {"passed": True}
    steps: list[tuple[str, str, object]] = [
        ("POST", "consent", consent),
        ("POST", "audio-check", check),
        ("POST", "conversation", None),
    ]
    for method, path, body in steps:
        for _ in range(2):
            assert page.call(method, path, json=body).is_success, path
    assert len(any_house.rooms.called) == 1
    job = Job(any_house, any_house.rooms.called[-1])
    job.begin()
    for _ in range(2):
        assert page.call("POST", "conversation/end").is_success
    job.end("participant_ended", 61)
    assert page.call("POST", "conversation/end").is_success
    for _ in range(2):
        assert page.rate().is_success
        assert page.stage["stage"] == "complete"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "audio-check", {"passed": True}),
        ("POST", "conversation", None),
        ("POST", "conversation/end", None),
        ("POST", "conversation/retry", None),
        ("POST", "conversation/leave", None),
        ("PUT", "ratings/draft", {"ratings": {}, "feedback": "x"}),
        ("POST", "ratings", {"ratings": RATINGS, "feedback": FEEDBACK}),
        ("DELETE", "feedback-audio", None),
    ],
)
def test_a_step_before_its_stage_is_refused(shared_house: House, method: str, path: str, body: object) -> None:
    page = Page(shared_house).enter()
    refused = page.call(method, path, json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_stage")
    assert page.look() == "consent"


def test_without_a_valid_token_nothing_is_told(house: House) -> None:
    page = Page(house).enter()
    for token in ("", page.token[:-1], page.token.replace("sb-", "sb-x"), "sb-aaaa.bbbb"):
        stranger = Page(house, token=token)
        assert stranger.call("GET", "submission").status_code == 401


def test_a_second_tab_and_a_reload_stand_at_the_same_place(house: House) -> None:
    page = Page(house).enter()
    page.start()
    tab = Page(house).enter()
    assert tab.stage["stage"] == "conversation"
    job = Job(house, house.rooms.called[-1])
    job.begin()
    job.end("time_limit", 600)
    assert (page.look(), tab.look()) == ("rating", "rating")


def test_any_order_of_calls_only_moves_forward(house: House) -> None:
    rng = random.Random(20260105)
    pages = [Page(house).enter(f"session-{n}") for n in range(6)]
    reached = dict.fromkeys(range(len(pages)), 0)
    for _ in range(160):
        n = rng.randrange(len(pages))
        _random_step(rng, pages[n])
        stage = STAGES.index(pages[n].look())
        assert stage >= reached[n]
        reached[n] = stage
        if rng.random() < 0.1:
            house.pass_time(5)
    assert max(reached.values()) == len(STAGES) - 1
    assert all(answer.status_code in (200, 409, 422) for page in pages for answer in page.answers)


def _random_step(rng: random.Random, page: Page) -> None:
    consent = page.stage.get("consent", {"hash": "none"})["hash"]
    steps: list[tuple[str, str, object]] = [
        ("POST", "consent", {"hash": consent, "agreed": rng.random() < 0.95}),
        ("POST", "audio-check", {"passed": rng.random() < 0.8}),
        ("POST", "conversation", None),
        ("POST", "conversation/end", None),
        ("POST", "conversation/retry", None),
        ("POST", "conversation/leave", None),
        ("PUT", "ratings/draft", {"ratings": {"overall": rng.randint(0, 7)}, "feedback": ""}),
        ("POST", "ratings", {"ratings": RATINGS, "feedback": FEEDBACK}),
        ("AGENT", "", None),
    ]
    method, path, body = rng.choice(steps)
    if method != "AGENT":
        page.call(method, path, json=body)
    elif page.stage["stage"] == "conversation":
        conversation_id = page.stage["room"]["token"].partition("@")[2]
        job = Job(page.house, conversation_id, job_id=f"job-{rng.randrange(10**6)}")
        if job.claim().is_success:
            job.begin()
            job.hear()
            if rng.random() < 0.5:
                job.end(rng.choice(["time_limit", "participant_gone", "agent_failed"]), 70)


def test_pay_on_the_last_page(house: House) -> None:
    page = Page(house).enter(study="rehearsal", scenario="calendar-01")
    job = Job(house, page.start())
    job.begin()
    job.hear()
    job.verify(success=False)
    job.verify(success=True)
    job.end("participant_ended", 185)
    page.look()
    page.rate()
    assert [(line["label"], line["amount_minor"]) for line in page.stage["pay"]] == [
        ("Taking part", 25),
        ("Conversation", 100),
        ("Task", 100),
        ("Feedback", 25),
    ]
    assert page.stage["redirect_url"] == "/rehearsal/complete?cc=REHEARSAL-DONE"


def test_a_task_that_was_undone_at_last_is_not_paid(house: House) -> None:
    page = Page(house).enter(study="rehearsal", scenario="calendar-01")
    job = Job(house, page.start())
    job.begin()
    job.verify(success=True)
    job.verify(success=False)
    job.end("participant_ended", 60)
    page.look()
    page.rate()
    assert "Task" not in [line["label"] for line in page.stage["pay"]]


@pytest.mark.parametrize(
    ("scenario", "verified"), [("calendar-01", True), ("open-chat-01", False), ("goal-001", False)]
)
def test_the_panel_is_shown_where_something_is_verified(house: House, scenario: str, verified: bool) -> None:
    page = Page(house).enter(study="rehearsal", scenario=scenario)
    page.start()
    assert page.stage["verified"] is verified
    assert ("calendar_move_entry" in page.stage["actions"]) is verified
    talk_through(page)


@pytest.mark.parametrize("kind", ["open_chat", "goal_oriented", "tool_calling"])
def test_a_rehearsal_s_link_may_ask_for_a_kind(house: House, kind: str) -> None:
    page = Page(house).enter(study="rehearsal", scenario=kind)
    page.consent()
    page.pass_audio_check()
    assert page.stage["card"]["category"] == kind
