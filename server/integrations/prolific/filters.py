"""Filters by what people read, not by id: Prolific renumbers and renames ids, titles and labels stay."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from server.integrations.prolific.wire import Filter, FilterInfo, Range


class UnknownFilterError(ValueError):
    """Prolific offers no such filter or choice today, or more than one: a study must not start with a guess."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom a study wants. ``labels`` of a choice, or a ``span`` of numbers; ``quota`` asks for equally many of each."""

    title: str
    labels: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    quota: bool = field(default=False, kw_only=True)


PAPER_WISHES = (  # paper, G.2
    Wish("Current country of residence", ("United States",)),
    Wish("First language", ("English",)),
    Wish("Age", span=(18, 100)),
    Wish("Sex", ("Male", "Female"), quota=True),
)


def resolve(wishes: Sequence[Wish], offered: Sequence[FilterInfo]) -> tuple[Filter, ...]:
    """The filters of these wishes. Raises UnknownFilterError with every wish that Prolific cannot fulfil."""
    found: list[Filter] = []
    complaints: list[str] = []
    for wish in wishes:
        try:
            found.append(_resolve(wish, offered))
        except UnknownFilterError as error:
            complaints.append(str(error))
    if complaints:
        raise UnknownFilterError("; ".join(complaints))
    return tuple(found)


def _resolve(wish: Wish, offered: Sequence[FilterInfo]) -> Filter:
    titled = [info for info in offered if _same(info.title, wish.title)]
    if len(titled) != 1:
        raise UnknownFilterError(f"{len(titled) or 'no'} filters are called “{wish.title}”")
    (info,) = titled
    if wish.span is not None:
        return Filter(filter_id=info.filter_id, selected_range=_range(wish.title, wish.span, info))
    ids = tuple(_choice(wish.title, label, info) for label in wish.labels)
    weights = dict.fromkeys(ids, 1) if wish.quota else None
    return Filter(filter_id=info.filter_id, selected_values=ids, weightings=weights)


def _range(title: str, span: tuple[int, int], info: FilterInfo) -> Range:
    lowest, highest = span
    if info.type != "range":
        raise UnknownFilterError(f"“{title}” is not a range")
    if (info.min is not None and lowest < info.min) or (info.max is not None and highest > info.max):
        raise UnknownFilterError(f"“{title}” goes from {info.min:g} to {info.max:g}")
    return Range(lower=lowest, upper=highest)


def _choice(title: str, label: str, info: FilterInfo) -> str:
    ids = [choice for choice, offered in info.choices.items() if _same(offered, label)]
    if len(ids) != 1:
        raise UnknownFilterError(f"“{title}” has {len(ids) or 'no'} choices “{label}”")
    return ids[0]


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
