"""What was stored is read, whatever today's schema thinks of it."""

import pytest
from pydantic import BaseModel, ConfigDict, Field

from server.services.stored import read_leniently, stored_scenario, stored_study
from server.study_file import parse_study
from tests.server.studies import real_study


class Room(BaseModel):
    """A part."""

    model_config = ConfigDict(extra="forbid")

    name: str
    n_seats: int = Field(2, ge=1)


class Building(BaseModel):
    """A whole with everything that a schema may hold."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=3)
    height_m: int = Field(ge=1)
    hall: Room
    rooms: tuple[Room, ...] = ()
    doors: list[str] = []


STORED = {"title": "Town hall", "height_m": 20, "hall": {"name": "great"}}


def test_what_fits_is_read_as_it_is() -> None:
    rooms = [{"name": "small", "n_seats": 4}]
    read = read_leniently(Building, STORED | {"rooms": rooms, "doors": ["front"]})
    assert read == Building(
        title="Town hall", height_m=20, hall=Room(name="great"), rooms=(Room(name="small", n_seats=4),), doors=["front"]
    )


def test_what_today_does_not_know_is_left_out() -> None:
    read = read_leniently(Building, STORED | {"colour": "red", "hall": {"name": "great", "smell": "old"}})
    assert not hasattr(read, "colour")
    assert read.hall == Room(name="great")


def test_a_value_beyond_today_s_limits_is_taken_as_it_stands() -> None:
    read = read_leniently(Building, STORED | {"title": "X", "height_m": 0, "rooms": [{"name": "none", "n_seats": 0}]})
    assert (read.title, read.height_m) == ("X", 0)
    assert [room.n_seats for room in read.rooms] == [0]
    assert isinstance(read.rooms, tuple)


def test_what_is_missing_has_its_default() -> None:
    assert read_leniently(Building, STORED).rooms == ()


def test_what_is_missing_and_has_none_is_lent_by_today_s_file() -> None:
    today = Building(title="New hall", height_m=30, hall=Room(name="glass", n_seats=9))
    read = read_leniently(Building, {"title": "Town hall", "hall": {"n_seats": 7, "smell": "old"}}, today=today)
    assert (read.title, read.height_m, read.hall.name, read.hall.n_seats) == ("Town hall", 30, "glass", 7)


def test_what_nobody_gives_is_named() -> None:
    with pytest.raises(KeyError, match=r"Building\.height_m"):
        read_leniently(Building, {"title": "Town hall", "hall": {"name": "great"}})


def test_a_value_of_another_type_is_no_value() -> None:
    with pytest.raises(KeyError, match=r"Building\.height_m"):
        read_leniently(Building, STORED | {"height_m": "tall"})


def test_a_study_that_is_still_valid_is_read_strictly() -> None:
    content = real_study()
    assert stored_study(content, today=None) == parse_study(content, where="test").file


def test_a_study_of_yesterday_keeps_what_it_said_and_borrows_the_rest() -> None:
    today = parse_study(real_study(title="Today"), where="test").file
    content = real_study(title="Yesterday", limit_s=5, retired="words")
    del content["quick_start"]
    read = stored_study(content, today=today)
    assert (read.title, read.limit_s, read.quick_start) == ("Yesterday", 5, today.quick_start)
    with pytest.raises(KeyError, match="quick_start"):
        stored_study(content, today=None)


@pytest.mark.parametrize("card", [{"goal": "Book a table."}, {"goal": "Book a table.", "mood": "hungry"}])
def test_a_scenario_s_card_is_read_and_its_document_kept(card: dict[str, str]) -> None:
    document = {"title": "Dinner", "card": card, "worlds": {"restaurant": {}}}
    found = stored_scenario(document, category="tool_calling")
    assert (found.title, found.category, found.card.goal) == ("Dinner", "tool_calling", "Book a table.")
    assert found.document is document


def test_a_scenario_without_a_card_still_has_its_title() -> None:
    found = stored_scenario({"title": "Anything"}, category="open_chat")
    assert (found.title, found.category, found.card.tasks) == ("Anything", "open_chat", ())
