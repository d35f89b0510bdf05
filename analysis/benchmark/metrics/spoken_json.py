"""What listening judges share: they answer with a JSON object, bare, fenced or within words."""

import json
from typing import Any


def json_in(words: str) -> dict[str, Any] | None:
    """The first JSON object in a text; None where there is none."""
    decoder = json.JSONDecoder()
    at = words.find("{")
    while at != -1:
        try:
            document, _ = decoder.raw_decode(words, at)
        except json.JSONDecodeError:
            document = None
        if isinstance(document, dict):
            return document
        at = words.find("{", at + 1)
    return None
