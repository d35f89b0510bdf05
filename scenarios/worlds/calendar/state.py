"""What a calendar's state looks like in a scenario file."""

from pydantic import BaseModel, ConfigDict, Field

from scenarios.worlds.dates import Day, TimeOfDay


class Entry(BaseModel):
    """One entry. Its times are in the owner's zone."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1)
    day: Day
    start: TimeOfDay
    end: TimeOfDay
    people: list[str]
    place: str | None


class CalendarState(BaseModel):
    """Entries by id, and the number that the next new id gets."""

    model_config = ConfigDict(extra="forbid")

    owner: str
    entries: dict[str, Entry]
    next_number: int = Field(ge=1)
