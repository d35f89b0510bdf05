"""Days and times as worlds write them. Calls may leave out the leading zero of a month or day; states may not."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from scenarios.worlds.base import ToolError

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_EXAMPLE = "2026-06-09T09:30:00-04:00"


def day(written: str) -> date:
    """The day that a text names. Raises ToolError."""
    found = _DAY.fullmatch(written)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise ToolError(f"a date is written YYYY-MM-DD and must exist, not {written!r}")


def instant(written: str) -> datetime:
    """An instant with its zone. Raises ValueError saying how one is written."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise ValueError(f"must be an instant that exists, with its zone, in quotes: {_EXAMPLE}")
    return read


def _written_as(read: Callable[[str], Any], in_full: Callable[[Any], str], what: str) -> AfterValidator:
    """Lets texts through that read as what they are, written in full."""

    def check(written: str) -> str:
        try:
            is_right = in_full(read(written)) == written
        except ValueError:
            is_right = False
        if not is_right:
            raise ValueError(f"must be {what}")
        return written

    return AfterValidator(check)


Day = Annotated[
    str,
    _written_as(date.fromisoformat, date.isoformat, "a day that exists, written YYYY-MM-DD"),
    Field(description="YYYY-MM-DD", json_schema_extra={"format": "date"}),
]
TimeOfDay = Annotated[
    str,
    _written_as(time.fromisoformat, lambda read: f"{read:%H:%M}", "a time of the 24-hour clock, written HH:MM"),
    Field(description="HH:MM, 24-hour clock", json_schema_extra={"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}),
]


def _is_instant(written: str) -> str:
    instant(written)
    return written


Instant = Annotated[
    str,
    AfterValidator(_is_instant),
    Field(description="An instant with its zone", json_schema_extra={"format": "date-time"}),
]
