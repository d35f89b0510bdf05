"""What cannot be taken back counts only after the look-ups that decide it: acting blind is no success."""

import pytest

from scenarios.reference import outcomes, play
from scenarios.run import ScenarioRun
from tests.scenarios.plays import TOOL_SCENARIOS, solution, succeeds

Calls = list[tuple[str, dict[str, object]]]

DECIDED = [
    ("travel-01", "travel.book_flight"),
    ("travel-04", "travel.change_booking_class"),
    ("travel-05", "travel.purchase_insurance"),
    ("travel-06", "travel.book_flight"),
    ("travel-07", "travel.cancel_booking"),
    ("shopping-02", "shopping.exchange_product"),
    ("filesystem-01", "filesystem.cp"),
    ("jobs-01", "jobs.apply_for_job"),
    ("jobs-03", "jobs.withdraw_application"),
    ("messaging-02", "messaging.send_message"),
]


@pytest.mark.parametrize(("scenario_id", "tool"), DECIDED)
def test_acting_before_looking_is_no_success(scenario_id: str, tool: str) -> None:
    scenario, calls = solution(scenario_id, 0)
    assert succeeds(play(scenario, calls))
    blind = sorted(calls, key=lambda call: call.tool != tool)
    run = ScenarioRun(scenario)
    assert all(outcome.ok for _, _, outcome in outcomes(run, blind))
    assert run.verification is not None
    assert not run.verification.success


APPLIED_BLIND: Calls = [("jobs.apply_for_job", {"job": "library"}), ("jobs.apply_for_job", {"job": "cafe"})]
DETAILS: Calls = [
    ("jobs.search_jobs", {"words": "part-time"}),
    ("jobs.get_job", {"job": "cinema"}),
    ("jobs.get_job", {"job": "library"}),
    ("jobs.get_job", {"job": "cafe"}),
]
BOTH_WITHDRAWN: Calls = [
    ("jobs.withdraw_application", {"application": "library"}),
    ("jobs.withdraw_application", {"application": "cafe"}),
]
WITHDRAWN_BLIND: Calls = [("jobs.withdraw_application", {"application": "application-2"})]
SURE: Calls = [
    ("jobs.list_applications", {}),
    ("jobs.get_job", {"job": "porter"}),
    ("jobs.list_saved_jobs", {}),
    ("jobs.get_job", {"job": "museum"}),
    ("jobs.unsave_job", {"job": "museum"}),
]
NORTH_GATE = "We meet at the north gate of the arboretum, by the fountain."
TOLD: Calls = [
    ("messaging.send_message", {"receiver_id": name, "message": NORTH_GATE}) for name in ("Marguerite", "Ayo")
]
MESSAGES: Calls = [("messaging.view_messages_received", {})]
CHECKED: Calls = [("messaging.view_messages_sent", {})]


@pytest.mark.parametrize(
    ("scenario_id", "calls", "right"),
    [
        ("jobs-01", APPLIED_BLIND + DETAILS, False),
        ("jobs-01", APPLIED_BLIND + DETAILS + BOTH_WITHDRAWN + APPLIED_BLIND, True),
        ("jobs-03", SURE + WITHDRAWN_BLIND, True),
        ("jobs-03", WITHDRAWN_BLIND + SURE, False),
        ("messaging-02", TOLD + MESSAGES + CHECKED, False),
        ("messaging-02", TOLD + MESSAGES + TOLD + CHECKED, True),
    ],
)
def test_who_acted_blind_can_mend_it_where_the_card_allows(scenario_id: str, calls: Calls, right: bool) -> None:
    run = ScenarioRun(TOOL_SCENARIOS[scenario_id])
    assert all(run.call(tool, arguments).ok for tool, arguments in calls)
    assert run.verification is not None
    assert run.verification.success is right
