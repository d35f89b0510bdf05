"""One way to copy, write and hash JSON documents, so that equal states and equal scenarios have equal hashes."""

import hashlib
import json
from math import isfinite
from typing import Any

_PLAIN = frozenset({str, int, bool, type(None)})


def copy_json(value: Any) -> Any:
    """A deep copy of a JSON value. Raises TypeError for what JSON cannot hold: tuples, sets, NaN and infinity too."""
    if type(value) in _PLAIN:  # most values, at a glance
        return value
    if isinstance(value, dict):
        return {
            key if type(key) is str else _key(key): item if type(item) in _PLAIN else copy_json(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [item if type(item) in _PLAIN else copy_json(item) for item in value]
    if isinstance(value, str | int) or (isinstance(value, float) and isfinite(value)):
        return value
    raise TypeError(f"{value!r} is no JSON value")


def canonical_json(value: Any) -> str:
    """JSON text with sorted keys and no spare space. Raises ValueError for NaN and infinity."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha256_of(text: str) -> str:
    """Hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _key(key: Any) -> str:
    if isinstance(key, str):
        return key
    raise TypeError(f"{key!r} is no JSON key; keys are strings")
