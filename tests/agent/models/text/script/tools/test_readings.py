from datetime import datetime

import pytest

from agent.models.text.script.language import tokenize
from agent.models.text.script.tools.readings import find_lengths, find_moments, find_numbers

NOW = datetime.fromisoformat("2026-06-09T08:30:00-04:00")  # a Tuesday


@pytest.mark.parametrize(
    ("text", "days", "times"),
    [
        ("Move it to Thursday at 4.15.", ["2026-06-11"], ["16:15"]),
        ("to Thursday the 11th at a quarter past four in the afternoon please", ["2026-06-11"], ["16:15"]),
        ("at 330 tomorrow", ["2026-06-10"], ["15:30"]),
        ("tomorrow from 3 to 4", ["2026-06-10"], ["15:00", "16:00"]),
        ("from Wednesday morning to Thursday at 4:15 pm", ["2026-06-10", "2026-06-11"], ["16:15"]),
        ("at a quarter to five", [], ["16:45"]),
        ("two bags of coffee", [], []),
        ("set it to 60 degrees", [], []),
        ("the first one", [], []),
        ("on the 11th", ["2026-06-11"], []),
    ],
)
def test_days_and_times_are_found_in_sentences(text: str, days: list[str], times: list[str]) -> None:
    moments = find_moments(tokenize(text), NOW)
    assert [m.days[0].isoformat() for m in moments if m.days] == days
    assert [f"{m.times[0]:%H:%M}" for m in moments if m.times] == times


def test_a_bare_number_is_a_time_where_a_time_was_asked_for() -> None:
    assert not find_moments(tokenize("four fifteen"), NOW)
    (moment,) = find_moments(tokenize("four fifteen"), NOW, times_asked=True)
    assert f"{moment.times[0]:%H:%M}" == "16:15"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("two bags and twenty five boxes", [2, 25]),
        ("under $65.50", [65.5]),
        ("$90,000", [90000]),
        ("that one and the other one", []),
        ("one box of it, twice", [1, 2]),
        ("the second of the first", []),
    ],
)
def test_numbers_are_found_in_words_and_figures(text: str, numbers: list[float]) -> None:
    assert [number.value for number in find_numbers(tokenize(text))] == numbers


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("for half an hour", 30), ("an hour and a half", 90), ("a 45 minute meeting", 45), ("a free hour", 60)],
)
def test_lengths_of_time_are_found(text: str, minutes: int) -> None:
    assert [length.minutes for length in find_lengths(tokenize(text))] == [minutes]
