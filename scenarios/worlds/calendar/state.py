"""What a calendar's state looks like in a scenario file."""

from pydantic import BaseModel, ConfigDict, Field, model_validator

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

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Entry":
        if self.end <= self.start:
            raise ValueError(f"end must be later than start, {self.start}, on the same day, not {self.end}")
        return self


class CalendarState(BaseModel):
    """Entries by id, and the number that the next new id gets."""

    model_config = ConfigDict(extra="forbid")

    owner: str
    entries: dict[str, Entry]
    next_number: int = Field(ge=1)
