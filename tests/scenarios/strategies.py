"""Arguments drawn from a tool's schema: right ones, nearly right ones and wrong ones."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

JUNK: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4) | st.just([]) | st.just({})
)


def valid(schema: Mapping[str, Any], vocabulary: Sequence[str]) -> st.SearchStrategy[Any]:
    """Values that fit a schema; texts come from the vocabulary or are anything."""
    if "enum" in schema:
        return st.sampled_from(list(schema["enum"]))
    kind = schema.get("type")
    if kind == "object":
        required = {name: valid(schema["properties"][name], vocabulary) for name in schema["required"]}
        rest = {name: valid(part, vocabulary) for name, part in schema["properties"].items() if name not in required}
        return st.fixed_dictionaries(required, optional=rest)
    if kind == "array":
        return st.lists(valid(schema["items"], vocabulary), max_size=3)
    if kind in ("integer", "number"):
        return st.integers(int(schema.get("minimum", 0)), int(schema.get("maximum", 20)))
    if kind == "boolean":
        return st.booleans()
    return st.sampled_from(list(vocabulary)) | st.text(max_size=6)


def arguments(schema: Mapping[str, Any], vocabulary: Sequence[str]) -> st.SearchStrategy[Any]:
    """Mostly arguments that fit; some with one thing wrong, some that are no arguments at all."""
    names = [*schema["properties"], "surprise"]
    spoilt = st.tuples(valid(schema, vocabulary), st.sampled_from(names), JUNK).map(
        lambda drawn: {**drawn[0], drawn[1]: drawn[2]}
    )
    fitting = valid(schema, vocabulary)
    return st.one_of(fitting, fitting, fitting, spoilt, JUNK)
