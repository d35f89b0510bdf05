"""Arguments of a tool as people type them in a terminal: ``key=value`` words, each read as the tool wants it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.worlds.schema import Schema


def read_arguments(said: Sequence[str], schema: Schema) -> dict[str, Any]:
    """The arguments in some ``key=value`` words. Raises ValueError naming the word that is none or that comes twice.

    For a key that the schema does not have, a value is JSON where it can be, and text otherwise.
    """
    properties: Mapping[str, Schema] = schema.get("properties", {})
    wrong = next((word for word in said if not word.partition("=")[0] or "=" not in word), None)
    if wrong is not None:
        raise ValueError(f"{wrong!r} is no key=value; quote values that hold spaces")
    pairs = [word.partition("=") for word in said]
    for name, count in Counter(name for name, _, _ in pairs).items():
        if count > 1:
            raise ValueError(f"{name!r} is given {count} times; give it once")
    return {name: _value(text, properties.get(name, {}).get("type")) for name, _, text in pairs}


def arguments_help(name: str, description: str, schema: Schema) -> str:
    """What a tool does and which arguments it takes, one line each."""
    lines = [f"{name}: {description}"]
    for argument, part in schema["properties"].items():
        kind = " or ".join(map(repr, part["enum"])) if "enum" in part else _kind(part)
        optional = "" if argument in schema["required"] else ", optional"
        lines.append(f"  {argument} ({kind}{optional}): {part.get('description', '')}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "  no arguments"])


def _value(text: str, kind: Any) -> Any:
    """A typed value: ``330`` is text for a tool that wants text; one word alone is a list for a tool that wants one."""
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    if kind == "string" and not isinstance(value, str):
        return None if value is None else text
    if kind == "array" and not isinstance(value, list):
        return [part.strip() for part in text.split(",")]
    return value


def _kind(part: Schema) -> str:
    kind = str(part.get("type", "any value"))
    return f"{kind}, separated by commas or as JSON" if kind == "array" else kind
