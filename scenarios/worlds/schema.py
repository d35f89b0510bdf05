"""The subset of JSON Schema that tool parameters use, and its check of arguments with answers a model can act on.

Every message says what is valid, in the order the schema lists it, so that the same mistake always reads the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Schema = dict[str, Any]

KEYWORDS = (
    "type", "description", "enum", "default", "properties", "required", "additionalProperties", "items",
    "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems",
)  # fmt: skip
TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
LARGEST = 1e30  # no tool counts further, and sums and products of such numbers stay finite


class ArgumentError(ValueError):
    """Arguments that do not fit a schema. The message names the argument and what it may be."""


def parameters(properties: Mapping[str, Schema] | None = None, *, optional: Sequence[str] = ()) -> Schema:
    """The schema of a tool's arguments: every property is required unless it is named as optional."""
    known = dict(properties or {})
    required = [name for name in known if name not in optional]
    return {"type": "object", "properties": known, "required": required, "additionalProperties": False}


def text(description: str, *, enum: Sequence[str] | None = None) -> Schema:
    """A string argument, one of ``enum`` if that is given."""
    return {"type": "string", "description": description} | ({"enum": list(enum)} if enum else {})


def whole(description: str, *, minimum: int | None = None, maximum: int | None = None) -> Schema:
    """An integer argument."""
    return {"type": "integer", "description": description} | _bounds(minimum, maximum)


def real(description: str, *, minimum: float | None = None, maximum: float | None = None) -> Schema:
    """A number argument."""
    return {"type": "number", "description": description} | _bounds(minimum, maximum)


def flag(description: str) -> Schema:
    """A true-or-false argument."""
    return {"type": "boolean", "description": description}


def several(description: str, items: Schema) -> Schema:
    """A list argument."""
    return {"type": "array", "description": description, "items": items}


def check_schema(schema: Mapping[str, Any], where: str = "parameters") -> None:
    """Refuse a schema outside the subset. Raises ValueError naming the place."""
    for keyword in schema:
        if keyword not in KEYWORDS:
            raise ValueError(f"{where}: keyword {keyword!r} is not supported; supported: {', '.join(KEYWORDS)}")
    for kind in _types(schema):
        if kind not in TYPES:
            raise ValueError(f"{where}: type {kind!r} is unknown; types: {', '.join(TYPES)}")
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in properties:
            raise ValueError(f"{where}: required argument {name!r} is not among its properties")
    for name, part in properties.items():
        check_schema(part, f"{where}.{name}")
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            check_schema(schema[keyword], f"{where}.{keyword}")


def check_arguments(schema: Mapping[str, Any], arguments: Any) -> dict[str, Any]:
    """The arguments as the tool gets them: whole floats as integers, nulls of optional arguments left out.

    Raises ArgumentError.
    """
    if not isinstance(arguments, dict):
        raise ArgumentError(f"arguments must be an object, not {_named(arguments)}")
    checked: dict[str, Any] = _check(schema, arguments, "")
    return checked


def check_names(schema: Mapping[str, Any], arguments: Any) -> dict[str, Any]:
    """Arguments whose values may be of any type, as in a language that checks none: only names and choices count.

    Nulls of optional arguments are left out, and no number is too large. Raises ArgumentError.
    """
    return check_arguments(_names_alone(schema), arguments)


def _check(schema: Mapping[str, Any], value: Any, where: str) -> Any:
    value = _typed(schema, value, where)
    _check_limits(schema, value, where)
    if isinstance(value, dict):
        return _check_object(schema, value, where)
    if isinstance(value, list) and "items" in schema:
        return [_check(schema["items"], item, f"{where}[{index}]") for index, item in enumerate(value)]
    return value


def _names_alone(schema: Mapping[str, Any]) -> Schema:
    """A schema without the types of values: objects with their names stay, and choices."""
    if "properties" in schema:
        return {**schema, "properties": {name: _names_alone(part) for name, part in schema["properties"].items()}}
    return {key: schema[key] for key in ("enum",) if key in schema}


def _typed(schema: Mapping[str, Any], value: Any, where: str) -> Any:
    kinds = _types(schema)
    if not kinds or any(_is(value, kind) for kind in kinds):
        return value
    if "integer" in kinds and isinstance(value, float) and value.is_integer():
        return int(value)
    raise ArgumentError(f"{where or 'arguments'} must be {_article(' or '.join(kinds))}, not {_named(value)}")


def _check_limits(schema: Mapping[str, Any], value: Any, where: str) -> None:
    if "enum" in schema and value not in schema["enum"]:
        raise ArgumentError(f"{where} must be one of {', '.join(map(repr, schema['enum']))}, not {value!r}")
    size: float | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high, size, noun = schema.get("minimum"), schema.get("maximum"), value, ""
    elif isinstance(value, str):
        low, high, size, noun = schema.get("minLength"), schema.get("maxLength"), len(value), " characters"
    elif isinstance(value, list):
        low, high, size, noun = schema.get("minItems"), schema.get("maxItems"), len(value), " items"
    if size is None:
        return
    if abs(size) > LARGEST and _types(schema):
        raise ArgumentError(f"{where} must lie between {-LARGEST:g} and {LARGEST:g}")
    if low is not None and not size >= low:
        raise ArgumentError(f"{where} must be at least {low}{noun}, not {size}{noun}")
    if high is not None and not size <= high:
        raise ArgumentError(f"{where} must be at most {high}{noun}, not {size}{noun}")


def _check_object(schema: Mapping[str, Any], value: dict[str, Any], where: str) -> dict[str, Any]:
    properties: Mapping[str, Schema] = schema.get("properties", {})
    required: Sequence[str] = schema.get("required", ())
    prefix = f"{where}." if where else ""
    checked: dict[str, Any] = {}
    for name, item in value.items():
        if name not in properties:
            checked[name] = _check_extra(schema, item, prefix + name)
        elif item is not None or name in required or "null" in _types(properties[name]):
            checked[name] = _check(properties[name], item, prefix + name)
    for name in required:
        if name not in checked:
            raise ArgumentError(f"{prefix}{name} is missing; required: {', '.join(required)}")
    return checked


def _check_extra(schema: Mapping[str, Any], item: Any, where: str) -> Any:
    extra = schema.get("additionalProperties", True)
    if extra is False:
        valid = ", ".join(schema.get("properties", {})) or "none"
        raise ArgumentError(f"{where} is no argument of this tool; arguments: {valid}")
    return _check(extra, item, where) if isinstance(extra, dict) else item


def _is(value: Any, kind: str) -> bool:
    if kind == "null":
        return value is None
    if kind == "boolean":
        return isinstance(value, bool)
    if kind in ("integer", "number"):
        return isinstance(value, int if kind == "integer" else int | float) and not isinstance(value, bool)
    return isinstance(value, {"string": str, "array": list, "object": dict}[kind])


def _types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = schema.get("type", ())
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _bounds(minimum: float | None, maximum: float | None) -> Schema:
    return {key: value for key, value in (("minimum", minimum), ("maximum", maximum)) if value is not None}


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _named(value: Any) -> str:
    if isinstance(value, str | int | float | bool) or value is None:
        return repr(value)
    return "an object" if isinstance(value, dict) else "an array"
