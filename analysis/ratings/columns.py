"""What the columns of a table of ratings are called, and what may stand in them."""

from collections.abc import Collection, Sequence

NAMES = ("conversation", "participant", "model", "scenario", "category")
MEASURES = ("progress", "conversation_s", "rating_s")
INSTRUMENT = ("overall", "understanding", "naturalness", "response_quality", "task_effectiveness")

WHAT = {
    "conversation": "the conversation's id, different in every row",
    "participant": "who talked; the same name for the same person",
    "model": "the model that was talked to",
    "scenario": "what was talked about",
    "category": "the scenario's category, such as open_chat",
}


def missing_columns(header: Sequence[str]) -> list[str]:
    """One sentence for each column that a table of ratings cannot do without."""
    return [f"column {name!r} is missing: {WHAT[name]}" for name in NAMES if name not in header]


def dimensions_of(header: Sequence[str], *, asked: Sequence[str], strata: Collection[str]) -> tuple[str, ...]:
    """Which columns are ratings.

    Those that are asked for; else the instrument's five where all are there, and other columns are left alone; else
    every column that is nothing else.

    Raises
    ------
    ValueError
        A dimension that is asked for is no column, or no column is left.
    """
    if absent := [name for name in asked if name not in header]:
        raise ValueError(f"no column {absent[0]!r} to take ratings from; there are {', '.join(header)}")
    if asked:
        return tuple(asked)
    if all(name in header for name in INSTRUMENT):
        return INSTRUMENT
    known = {*NAMES, *MEASURES, *strata}
    left = tuple(name for name in header if name not in known)
    if not left:
        raise ValueError("no column with ratings: add one for each dimension, whole numbers from 1 to 6")
    return left
