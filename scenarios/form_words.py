"""What is wrong with the form of a document, in the words of its author rather than of the library that reads it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from scenarios.near import hint

NODE = Mapping[str, Any]

FORMS = {
    "model_type": "fields, each as `name: value`",
    "model_attributes_type": "fields, each as `name: value`",
    "dict_type": "fields, each as `name: value`",
    "tuple_type": "a list",
    "list_type": "a list",
    "string_type": "text, in quotes where it looks like a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}
PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters and digits, with single hyphens between them, such as calendar-06",
    r"^[a-z][a-z0-9_]*$": "a small letter first, then small letters, digits and underscores",
    r"^[A-Z]{3}$": "the three capitals of a currency, such as USD",
}
BOUNDS: Mapping[str, Callable[[NODE], str]] = {
    "greater_than": lambda ctx: f"must be more than {ctx['gt']:g}",
    "greater_than_equal": lambda ctx: f"must be at least {ctx['ge']:g}",
    "less_than": lambda ctx: f"must be less than {ctx['lt']:g}",
    "less_than_equal": lambda ctx: f"must be at most {ctx['le']:g}",
    "string_too_short": lambda ctx: f"must have at least {_counted(ctx['min_length'], 'character')}",
    "string_too_long": lambda ctx: f"must have at most {_counted(ctx['max_length'], 'character')}",
    "too_short": lambda ctx: f"needs at least {_counted(ctx['min_length'], 'entry')}, and has {ctx['actual_length']}",
    "too_long": lambda ctx: f"takes at most {_counted(ctx['max_length'], 'entry')}, and has {ctx['actual_length']}",
    "literal_error": lambda ctx: f"must be {ctx['expected']}",
}


def in_words(part: Any, schema: NODE) -> str:
    """One error of pydantic. ``schema`` is the JSON Schema of the document, which knows what fields there are."""
    kind, name = part["type"], part["loc"][-1] if part["loc"] else ""
    if kind == "missing":
        return f"{name!r} is missing"
    if kind == "extra_forbidden":
        return f"{name!r} is not part of the format; {hint(str(name), fields_at(schema, part['loc'][:-1]))}"
    if kind == "union_tag_not_found":
        return f"{part['ctx']['discriminator']} is missing"
    if kind == "union_tag_invalid":
        return _wrong_tag(part["ctx"])
    if kind == "string_pattern_mismatch":
        form = PATTERNS.get(part["ctx"]["pattern"], "of another form; see `parley scenarios schema`")
        return _not(f"must be {form}", part["input"])
    if kind in FORMS:
        return _not(f"must be {FORMS[kind]}", part["input"])
    if kind in BOUNDS:
        return _not(BOUNDS[kind](part["ctx"]), part["input"])
    message = str(part["msg"]).removeprefix("Value error, ").replace("Input should be", "must be")
    return _not(message, part["input"])


def fields_at(schema: NODE, place: Sequence[str | int]) -> list[str]:
    """The names of the fields that a document may have at a place; parts that the schema does not know are skipped.

    Such parts are the tags that pydantic puts into a place where one of several forms is read.
    """
    nodes = [schema]
    for part in place:
        further = [inner for node in nodes for inner in _inside(schema, node, part)]
        nodes = further or nodes
    return list(dict.fromkeys(name for node in nodes for form in _forms(schema, node) for name in _named(form)))


def _inside(schema: NODE, node: NODE, part: str | int) -> Iterator[NODE]:
    for form in _forms(schema, node):
        tagged = form.get("discriminator", {}).get("mapping", {}).get(part)
        if tagged:
            yield {"$ref": tagged}
        elif isinstance(part, int):
            yield from (form[key] for key in ("items",) if isinstance(form.get(key), Mapping))
        elif part in form.get("properties", {}):
            yield form["properties"][part]
        elif isinstance(form.get("additionalProperties"), Mapping):
            yield form["additionalProperties"]


def _forms(schema: NODE, node: NODE) -> Iterator[NODE]:
    """A node and all that it may be: what it refers to, and its alternatives."""
    yield node
    if "$ref" in node:
        yield from _forms(schema, schema["$defs"][str(node["$ref"]).rpartition("/")[2]])
    for alternative in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _forms(schema, alternative)


def _named(form: NODE) -> Sequence[str]:
    return list(form.get("properties", ()))


def _wrong_tag(ctx: NODE) -> str:
    choices = [choice.strip(" '") for choice in str(ctx["expected_tags"]).split(",")]
    name = str(ctx["discriminator"]).strip("'")
    return f"{name} {ctx['tag']!r} is none of the format's; {hint(str(ctx['tag']), choices)}"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing if count == 1 else {'entry': 'entries'}.get(thing, f'{thing}s')}"


def _not(message: str, value: Any) -> str:
    return f"{message}, not {value!r}" if isinstance(value, str | int | float) else message
