"""What can be mended by a later call: an application in the wrong words, and a contact under a misheard name."""

import pytest

from scenarios.run import ScenarioRun
from tests.scenarios.plays import TOOL_SCENARIOS

Calls = list[tuple[str, dict[str, object]]]

PROFILE: Calls = [
    ("jobs.get_profile", {}),
    ("jobs.set_availability", {"days": ["tuesday", "thursday", "saturday"], "from_day": "2026-05-18"}),
    ("jobs.search_jobs", {"words": "bakery"}),
]
REFUSING: Calls = [("jobs.apply_for_job", {"job": "baker", "note": "I cannot work on Saturdays"})]
WITHDRAWN: Calls = [("jobs.withdraw_application", {"application": "application-1"})]
APPLIED: Calls = [("jobs.apply_for_job", {"job": "baker"})]
SIGNED_IN: Calls = [
    ("messaging.message_login", {"user_id": "Ophelia Grant"}),
    ("messaging.search_messages", {"keyword": "plumber"}),
]
MISHEARD: Calls = [("messaging.add_contact", {"user_name": "Walter Lynch"})]
HEARD: Calls = [("messaging.add_contact", {"user_name": "Walter Finch"})]
ASKED: Calls = [
    (
        "messaging.send_message",
        {"receiver_id": "Walter Finch", "message": "My kitchen tap drips. Could you come on Thursday morning?"},
    )
]


@pytest.mark.parametrize(
    ("scenario_id", "calls", "succeeds"),
    [
        ("jobs-02", PROFILE + REFUSING, False),
        ("jobs-02", PROFILE + REFUSING + WITHDRAWN, False),
        ("jobs-02", PROFILE + REFUSING + WITHDRAWN + APPLIED, True),
        ("jobs-02", PROFILE + APPLIED + WITHDRAWN, False),
        ("messaging-04", SIGNED_IN + MISHEARD, False),
        ("messaging-04", SIGNED_IN + MISHEARD + HEARD + ASKED, True),
        ("messaging-04", SIGNED_IN + HEARD + ASKED + MISHEARD, False),
    ],
)
def test_a_later_right_call_mends_a_wrong_one(scenario_id: str, calls: Calls, succeeds: bool) -> None:
    run = ScenarioRun(TOOL_SCENARIOS[scenario_id])
    assert all(run.call(tool, arguments).ok for tool, arguments in calls)
    assert run.verification is not None
    assert run.verification.success is succeeds
