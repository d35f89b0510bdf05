"""Days and times as people say them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.forms.moments import read_moment

NOW = datetime.fromisoformat("2026-06-09T09:00:00-07:00")  # a Tuesday


def days(text: str) -> list[str]:
    reading = read_moment(text, NOW)
    return [] if reading is None else [str(day) for day in reading.days]


def times(text: str) -> list[str]:
    reading = read_moment(text, NOW)
    return [] if reading is None else [f"{moment:%H:%M}" for moment in reading.times]


@pytest.mark.parametrize(
    "said",
    ["3:30 pm", "3.30pm", "15:30", "1530", "3:30 P.M.", "half past three in the afternoon", "three thirty pm",
     "330 in the afternoon", "fifteen thirty", "30 minutes past three pm", "15:30:00", "at 3:30 p. m."],
)  # fmt: skip
def test_one_time_in_many_forms(said: str) -> None:
    assert times(said) == ["15:30"]


@pytest.mark.parametrize("said", ["three thirty", "330", "3:30", "half past three"])
def test_without_a_part_of_the_day_both_halves_are_meant(said: str) -> None:
    assert times(said) == ["15:30", "03:30"]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("noon", ["12:00"]),
        ("midnight", ["00:00"]),
        ("12:30", ["12:30"]),
        ("12:30 am", ["00:30"]),
        ("twelve pm", ["12:00"]),
        ("quarter to four pm", ["15:45"]),
        ("a quarter past 4 in the afternoon", ["16:15"]),
        ("ten to one pm", ["12:50"]),
        ("three oh five pm", ["15:05"]),
        ("9 at night", ["21:00"]),
        ("two at night", ["02:00"]),
        ("8 o'clock in the morning", ["08:00"]),
        ("03:30", ["03:30"]),
        ("tonight at eight", ["20:00"]),
        ("fifteen hundred", ["15:00"]),
        ("25:00", []),
        ("3:75", []),
    ],
)
def test_times(said: str, read: list[str]) -> None:
    assert times(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("today", ["2026-06-09"]),
        ("tomorrow", ["2026-06-10"]),
        ("the day after tomorrow", ["2026-06-11"]),
        ("yesterday", ["2026-06-08"]),
        ("Thursday", ["2026-06-11"]),
        ("this Thursday", ["2026-06-11"]),
        ("next Thursday", ["2026-06-11", "2026-06-18"]),
        ("Thursday next week", ["2026-06-18"]),
        ("Tuesday", ["2026-06-09", "2026-06-16"]),
        ("this Tuesday", ["2026-06-09"]),
        ("the 12th", ["2026-06-12"]),
        ("the 3rd", ["2026-07-03"]),
        ("Friday the 12th", ["2026-06-12"]),
        ("Friday 12th", ["2026-06-12"]),
        ("Friday 26th at 4 pm", ["2026-06-26"]),
        ("12th of June", ["2026-06-12"]),
        ("Friday, June 12", ["2026-06-12"]),
        ("June twelfth", ["2026-06-12"]),
        ("the twelfth of June twenty twenty six", ["2026-06-12"]),
        ("12 June 2027", ["2027-06-12"]),
        ("January 5", ["2027-01-05"]),
        ("December 20", ["2026-12-20"]),
        ("March 3", ["2027-03-03"]),
        ("May 3", ["2026-05-03"]),
        ("6/12/2026", ["2026-06-12"]),
        ("2026-06-12", ["2026-06-12"]),
        ("3026-06-12", ["3026-06-12"]),
        ("in three days", ["2026-06-12"]),
        ("a week from today", ["2026-06-16"]),
        ("in a week", ["2026-06-16"]),
        ("June 31", []),
        ("2026-13-01", []),
        ("someday", []),
        ("Thursday or so", []),
    ],
)
def test_days(said: str, read: list[str]) -> None:
    assert days(said) == read


def test_a_day_and_a_time_together() -> None:
    for said in (
        "Thursday at 4:15 pm",
        "4:15 in the afternoon on Thursday",
        "2026-06-11T16:15",
        "June 11th, 4:15 p.m.",
    ):
        assert (days(said), times(said)) == (["2026-06-11"], ["16:15"]), said


def test_a_zoned_instant_is_put_into_the_zone_of_now() -> None:
    assert (days("2026-06-10T01:30:00Z"), times("2026-06-10T01:30:00Z")) == (["2026-06-09"], ["18:30"])


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.times())
def test_what_models_write_is_read_exactly(day: date, moment: time) -> None:
    for written in (f"{day}T{moment:%H:%M}", f"{day} {moment:%H:%M}", f"{day}T{moment:%H:%M:%S}"):
        assert (days(written), times(written)) == ([str(day)], [f"{moment:%H:%M}"])
    assert times(f"{moment:%H:%M}") == [f"{moment:%H:%M}"]
    assert days(str(day)) == [str(day)]


@given(st.integers(-59, 300), st.integers(0, 23 * 60 + 59))
def test_what_people_say_is_read(ahead: int, minutes: int) -> None:
    day, moment = NOW.date() + timedelta(days=ahead), time(*divmod(minutes, 60))
    month = "January February March April May June July August September October November December".split()[
        day.month - 1
    ]
    half = "am" if moment.hour < 12 else "pm"
    said = f"{month} {day.day} at {moment.hour % 12 or 12}:{moment.minute:02} {half}"
    assert (days(said), times(said)) == ([str(day)], [f"{moment:%H:%M}"])


@given(st.text(max_size=40))
def test_no_text_is_a_fault(text: str) -> None:
    read_moment(text, NOW)
