"""The days and times of a text matcher: all that must be named, and no others."""

from datetime import date

import pytest
from pydantic import ValidationError

from scenarios.rules import SaidDays, SaidTimes
from scenarios.verifier.said import says_days, says_times

FRIDAY = date(2026, 6, 19)
HOURS = SaidTimes(must=("from 10:00", "to 16:00"))


@pytest.mark.parametrize(
    ("wanted", "text", "fits"),
    [
        (SaidDays(must=("2026-06-21",)), "on Sunday", True),
        (SaidDays(must=("2026-06-21",)), "come by", False),
        (SaidDays(must=("2026-06-21",)), "on Sunday, June 28", False),
        (SaidDays(must=("2026-06-21",)), "on Sunday, not on Saturday", True),
        (SaidDays(must=("2026-06-21",)), "not on Sunday", False),
        (SaidDays(must=("2026-06-21",)), "I can't come at six on Sunday, I'll be late", True),
        (SaidDays(must=("2026-06-21",), may=("2026-06-18",)), "as I said yesterday, on Sunday", True),
        (SaidDays(may=("2026-06-20",)), "tomorrow", True),
        (SaidDays(may=("2026-06-20",)), "next Saturday", False),
        (SaidDays(), "on Monday", False),
        (None, "on Monday", True),
    ],
)
def test_a_text_names_the_days_that_it_must_and_no_others(wanted: SaidDays | None, text: str, fits: bool) -> None:
    assert says_days(wanted, text, FRIDAY) is fits


@pytest.mark.parametrize(
    ("wanted", "text", "fits"),
    [
        (HOURS, "from ten to four", True),
        (HOURS, "10-4", True),
        (HOURS, "from four to ten", False),
        (HOURS, "from ten to half past four", False),
        (HOURS, "from ten to four and from six to eight", False),
        (HOURS, "from ten on", False),
        (SaidTimes(must=("from 12:00",), may=("to any",)), "from noon to three", True),
        (SaidTimes(must=("from 12:00",), may=("to any",)), "until noon", False),
        (SaidTimes(must=("18:00",)), "until six", True),
        (SaidTimes(), "at noon", False),
        (SaidTimes(), "not at noon", True),
        (None, "at noon", True),
    ],
)
def test_a_text_names_the_times_that_it_must_and_no_others(wanted: SaidTimes | None, text: str, fits: bool) -> None:
    assert says_times(wanted, text) is fits


@pytest.mark.parametrize("time", ["4 pm", "from noon", "24:00", "any"])
def test_a_time_of_a_rule_is_written_on_the_24_hour_clock(time: str) -> None:
    with pytest.raises(ValidationError):
        SaidTimes(must=(time,))


def test_a_day_of_a_rule_is_a_date() -> None:
    with pytest.raises(ValidationError):
        SaidDays(must=("Sunday",))
