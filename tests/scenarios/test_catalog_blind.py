"""What cannot be taken back counts only after the look-ups that decide it: acting blind is no success."""

import pytest

from scenarios.reference import outcomes, play
from scenarios.run import ScenarioRun
from tests.scenarios.plays import solution, succeeds

DECIDED = [
    ("travel-01", "travel.book_flight"),
    ("travel-04", "travel.change_booking_class"),
    ("travel-05", "travel.purchase_insurance"),
    ("travel-06", "travel.book_flight"),
    ("travel-07", "travel.cancel_booking"),
    ("shopping-02", "shopping.exchange_product"),
    ("filesystem-01", "filesystem.cp"),
]


@pytest.mark.parametrize(("scenario_id", "tool"), DECIDED)
def test_acting_before_looking_is_no_success(scenario_id: str, tool: str) -> None:
    scenario, calls = solution(scenario_id, 0)
    assert succeeds(play(scenario, calls))
    blind = sorted(calls, key=lambda call: call.tool != tool)
    run = ScenarioRun(scenario)
    assert all(outcome.ok for _, _, outcome in outcomes(run, blind))
    assert run.verification is not None
    assert run.verification.progress < 1
    assert not run.verification.success
