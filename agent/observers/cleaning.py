"""Makes values fit for an event: what a model or a tool hands over may hold what JSON and databases cannot."""

import math
from collections.abc import Mapping
from typing import Any

NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"


def clean(value: Any) -> Any:
    """The same value with whole characters, no NUL and finite numbers; a number that is none becomes None."""
    match value:
        case str():
            return _clean_text(value)
        case float():
            return value if math.isfinite(value) else None
        case Mapping():
            return {clean(key): clean(item) for key, item in value.items()}
        case list():
            return [clean(item) for item in value]
        case tuple():
            return tuple(clean(item) for item in value)
        case _:
            return value


def _clean_text(text: str) -> str:
    """Halves of a character that belong together become it; a lone half, and NUL, the replacement character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", NO_CHARACTER)
