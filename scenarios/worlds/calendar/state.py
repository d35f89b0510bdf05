"""What a calendar's state looks like in a scenario file."""

from pydantic import BaseModel, ConfigDict, Field

Day = Field(pattern=r"^\d{4}-\d\d-\d\d$", description="YYYY-MM-DD")
Time = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="HH:MM, 24-hour clock")


class Entry(BaseModel):
    """One entry. Its times are in the owner's zone."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1)
    day: str = Day
    start: str = Time
    end: str = Time
    people: list[str]
    place: str | None


class CalendarState(BaseModel):
    """Entries by id, and the number that the next new id gets."""

    model_config = ConfigDict(extra="forbid")

    owner: str
    entries: dict[str, Entry]
    next_number: int = Field(ge=1)
