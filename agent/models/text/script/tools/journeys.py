"""Flights and other ways as people name them: by where they lead and by their day."""

from collections.abc import Mapping
from typing import Any

from agent.models.text.script.tools.wording import moment_in_words


def way_of(fields: Mapping[str, Any]) -> str | None:
    """As in "flight from SFO to LAX on Thursday, June 25th"; None for what leads nowhere."""
    start, end = _ending(fields, "_from"), _ending(fields, "_to")
    if start is None or end is None:
        return None
    day = _ending(fields, "_date") or _ending(fields, "_day") or ""
    told = moment_in_words(day[:10]) if day else None
    return f"flight from {start} to {end}" + (f" on {told}" if told else "")


def terms_of(fields: Mapping[str, Any]) -> str:
    """What matters about a way besides: its class, for how many, what was paid, whether it is insured."""
    n, cost, insurance = fields.get("travelers"), fields.get("travel_cost"), fields.get("insurance")
    told = (
        _ending(fields, "_class"),
        f"for {n} people" if isinstance(n, int) and n > 1 else None,
        f"${cost:,g}" if isinstance(cost, int | float) else None,
        f"{insurance} insurance" if isinstance(insurance, str) else None,
    )
    return ", ".join(part for part in told if part)


def _ending(fields: Mapping[str, Any], ending: str) -> str | None:
    return next((value for key, value in fields.items() if key.endswith(ending) and isinstance(value, str)), None)
