"""Days that no calendar holds are refused like other nonsense: whatever a call says, nothing is raised."""

from datetime import UTC, date, datetime
from itertools import cycle

import pytest

from scenarios.forms.moments import read_moment
from scenarios.forms.said_days import find_days
from scenarios.run import ScenarioRun
from tests.scenarios.plays import TOOL_SCENARIOS

FAR = (
    "in 3000000 weeks",
    "in 9999 weeks",
    f"in {'9' * 30} days",
    "0001-01-01T00:00+14:00",
    "9999-12-31T23:59-14:00",
    "9999-12-31T23:30",
    "year 9999, December 31",
)
SAID = (
    "next sunday",
    "tomorrow",
    "yesterday",
    "in 3 weeks",
    "sunday next week",
    "last monday",
    "december 31",
    "the 31",
)


@pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)
def test_no_call_raises(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    run, far = ScenarioRun(scenario), cycle(FAR)
    for call in scenario.reference[0]:
        for name in [name for name, value in call.args.items() if isinstance(value, str)]:
            run.call(call.tool, {**call.args, name: next(far)})
            run.call(call.tool, {**call.args, name: f"{call.args[name]} {next(far)}"})
        run.call(call.tool, call.args)
    assert run.verification is not None
    assert 0 <= run.verification.progress <= 1


@pytest.mark.parametrize("today", [date.min, date.max])
@pytest.mark.parametrize("said", SAID)
def test_at_the_ends_of_the_calendar(today: date, said: str) -> None:
    for _, _, days in find_days(said, today):
        assert all(date.min <= day <= date.max for day in days)
    read_moment(said, datetime.combine(today, datetime.min.time()))


def test_more_digits_than_python_reads() -> None:
    said = f"in {'9' * 5000} weeks"
    assert read_moment(said, datetime(2026, 6, 9, 9, tzinfo=UTC)) is None
    assert find_days(said, date(2026, 6, 9)) == []


@pytest.mark.parametrize(
    ("said", "hours"),
    [("tonight", []), ("tonight at 8", [20]), ("half past 7 tonight", [19]), ("midnight tonight", [0])],
)
def test_tonight_is_a_day_and_makes_an_hour_late(said: str, hours: list[int]) -> None:
    reading = read_moment(said, datetime(2026, 6, 9, 9, tzinfo=UTC))
    assert reading is not None
    assert reading.days == (date(2026, 6, 9),)
    assert [moment.hour for moment in reading.times] == hours
