"""Days as worlds write them: YYYY-MM-DD."""

import re
from datetime import date

from scenarios.worlds.base import ToolError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day(written: str) -> date:
    """The day that a text names. Raises ToolError."""
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise ToolError(f"a date is written YYYY-MM-DD and must exist, not {written!r}")
