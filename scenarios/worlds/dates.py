"""Days as worlds write them: YYYY-MM-DD, where a month or day may lack its leading zero."""

import re
from datetime import date

from scenarios.worlds.base import ToolError

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def day(written: str) -> date:
    """The day that a text names. Raises ToolError."""
    found = _DAY.fullmatch(written)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise ToolError(f"a date is written YYYY-MM-DD and must exist, not {written!r}")
