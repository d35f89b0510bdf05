"""Days and times of day among other words: each is read as a whole, or it is none."""

from datetime import date

import pytest

from scenarios.forms.mentions import days_said, times_said

FRIDAY = date(2026, 6, 19)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("from ten to four", ["from 10:00", "to 16:00"]),
        ("open 10-4", ["from 10:00", "to 16:00"]),
        ("10 a.m. – 4 p.m.", [" 10:00", "to 16:00"]),
        ("10:00–16:00, June 21st", [" 10:00", "to 16:00"]),
        ("10 AM–4 PM", [" 10:00", "to 16:00"]),
        ("10am—4pm", [" 10:00", "to 16:00"]),
        ("from ten–four", ["from 10:00", "to 16:00"]),
        ("ten o’clock – noon, twenty-one–thirty people", [" 10:00", "to 12:00"]),
        ("between ten and four", ["from 10:00", "to 16:00"]),
        ("doors open at ten and close at four", ["from 10:00", "to 16:00"]),
        ("from ten to half past four", ["from 10:00", "to 16:30"]),
        ("from ten to twenty to four", ["from 10:00", "to 15:40"]),
        ("from quarter to ten to four", ["from 09:45", "to 16:00"]),
        ("from ten fifteen to four", ["from 10:15", "to 16:00"]),
        ("until ten to four", ["to 15:50"]),
        ("from ten at night to four in the morning", ["from 22:00", "to 04:00"]),
        ("from noon on", ["from 12:00"]),
        ("before noon", ["to 12:00"]),
        ("at one of the gates, with two people from three to five friends", []),
        ("it costs 12.50 dollars, not at four", []),
    ],
)
def test_times_are_read_as_a_whole_with_what_begins_or_ends_there(text: str, wanted: list[str]) -> None:
    daytime = [f"{one.role} {one.readings[0]:%H:%M}" for one in times_said(text)]
    assert daytime == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on Sunday", ["21"]),
        ("Sunday, June 28, from 10 to 4", ["21", "28"]),
        ("Sunday the 28th of June", ["21", "28"]),
        ("the 21st of June, 10 to 4", ["21"]),
        ("2026-06-21 or 6/22", ["21", "22"]),
        ("last Sunday", ["14"]),
        ("next Saturday is not tomorrow", ["27", "20"]),
        ("a week from Sunday", ["28"]),
        ("on the 25th, on the first page", ["25"]),
        ("every Sunday", [""]),
        ("the sun, the sat nav and the three may sit at the first gate", []),
    ],
)
def test_days_are_read_as_a_whole(text: str, wanted: list[str]) -> None:
    assert [f"{one.days[0]:%d}" if one.days else "" for one in days_said(text, FRIDAY)] == wanted


@pytest.mark.parametrize(
    ("text", "denied", "refused"),
    [
        ("on Sunday", False, False),
        ("not on Sunday but on Saturday", True, True),
        ("Saturday instead of Sunday", True, True),
        ("I can't make it at six on Sunday", True, False),
        ("the party on Sunday is cancelled", True, False),
    ],
)
def test_a_day_may_be_denied_with_what_happens_on_it_or_for_itself(text: str, denied: bool, refused: bool) -> None:
    sunday = next(one for one in days_said(text, FRIDAY) if date(2026, 6, 21) in one.days)
    assert (sunday.denied, sunday.refused) == (denied, refused)
