"""Days, times and names as worlds read them."""

from datetime import date, datetime

import pytest

from scenarios.worlds.base import ToolError
from scenarios.worlds.reading import find_one, rank_by_words, read_day, read_time

NOW = datetime.fromisoformat("2026-06-09T09:00:00-07:00")  # a Tuesday
NAMED = {"lamp_1": "Reading lamp", "lamp_2": "Kitchen lamp", "door": "Front door"}


def test_days_and_times() -> None:
    assert read_day("Thursday", NOW) == date(2026, 6, 11)
    assert read_day("Thurs June 11", NOW) == read_day("Thursday 2026-06-11", NOW) == date(2026, 6, 11)
    assert read_time("half past three in the afternoon", NOW) == "15:30"
    assert read_time("09:30", NOW) == "09:30"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("someday", "day 'someday' is no day; write YYYY-MM-DD, such as 2026-06-09 for today"),
        ("15:30", "day '15:30' is no day; write YYYY-MM-DD, such as 2026-06-09 for today"),
        (
            "Friday 2026-06-11",
            "day 'Friday 2026-06-11' contradicts itself: 2026-06-11 is a Thursday; ask which is meant",
        ),
        ("Fri June 11", "day 'Fri June 11' contradicts itself: 2026-06-11 is a Thursday; ask which is meant"),
        ("next Thursday", "day 'next Thursday' may be 2026-06-11 or 2026-06-18; ask which, and write YYYY-MM-DD"),
    ],
)
def test_what_is_no_day_or_several_is_refused(said: str, message: str) -> None:
    with pytest.raises(ToolError) as raised:
        read_day(said, NOW)
    assert str(raised.value) == message


def test_a_time_that_may_be_morning_or_afternoon_is_refused() -> None:
    with pytest.raises(ToolError, match="may be 15:30 or 03:30; ask which"):
        read_time("3:30", NOW)
    with pytest.raises(ToolError, match="no time of day"):
        read_time("Thursday", NOW)


@pytest.mark.parametrize("said", ["lamp_1", "Lamp 1", "lamp one", "LAMP-1."])
def test_an_id_is_found_however_it_is_spoken(said: str) -> None:
    assert find_one(said, NAMED, kind="thing") == "lamp_1"


@pytest.mark.parametrize("said", ["door", "Front Door", "the front door", "FRONT", "frontdoor.", "my front door"])
def test_a_thing_is_found_by_id_name_or_words(said: str) -> None:
    assert find_one(said, NAMED, kind="thing") == "door"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("lamp", "'lamp' fits several: Reading lamp (lamp_1), Kitchen lamp (lamp_2); ask which, and use its id"),
        ("reeding lamp", "there is no thing 'reeding lamp'; near: Reading lamp (lamp_1)"),
        ("the front entrance", "there is no thing 'the front entrance'; near: Front door (door)"),
        (
            "lamp for the hall",
            "there is no thing 'lamp for the hall'; near: Reading lamp (lamp_1), Kitchen lamp (lamp_2)",
        ),
        ("old kitchen lamp", "there is no thing 'old kitchen lamp'; near: Kitchen lamp (lamp_2)"),
        (
            "the sofa",
            "there is no thing 'the sofa'; there are: Reading lamp (lamp_1), Kitchen lamp (lamp_2), Front door (door)",
        ),
        ("", "there is no thing ''; there are: Reading lamp (lamp_1), Kitchen lamp (lamp_2), Front door (door)"),
    ],
)
def test_several_near_or_none_is_said_and_never_chosen(said: str, message: str) -> None:
    with pytest.raises(ToolError) as raised:
        find_one(said, NAMED, kind="thing")
    assert str(raised.value) == message


def test_the_front_door_is_not_found_by_a_negation() -> None:
    with pytest.raises(ToolError):
        find_one("not the front door", NAMED, kind="thing")


@pytest.mark.parametrize(
    ("said", "found"),
    [("lamps", ["lamp_1", "lamp_2"]), ("kitchen lamp", ["lamp_2", "lamp_1"]), ("the doors", ["door"]), ("sofa", [])],
)
def test_any_word_finds_and_more_words_find_first(said: str, found: list[str]) -> None:
    assert rank_by_words(said, NAMED) == found


def test_words_that_nothing_has_find_those_that_begin_so() -> None:
    described = {"rye": "At a bakery", "hat": "Hats and caps", "oven": "A baker in an oven suit"}
    assert rank_by_words("baker", described) == ["oven"]
    assert rank_by_words("baker", {key: described[key] for key in ("rye", "hat")}) == ["rye"]
    assert rank_by_words("ba", described) == []
