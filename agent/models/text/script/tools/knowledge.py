"""What the tools have told so far: things with an id and a name, and how they stand now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from agent.models.text.script.language import stem, words_of
from agent.models.text.script.tools.journeys import way_of
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import is_known_verb, noun_classes
from agent.models.text.script.tools.wording import moment_in_words

_NAMES = ("name", "title", "subject", "label", "text", "content", "message", "username")
_AUTHORS = ("author", "username", "sender", "company", "employer", "from")
_GONE = frozenset("cancelled canceled deleted removed".split())
_OF_ALL_WAYS = frozenset("flight from to on".split())
_KINDS = ("kind", "type", "category")


@dataclass(frozen=True)
class Thing:
    """Something that tools can be pointed at. ``group`` is the name of the list that it came from."""

    id: str
    name: str
    group: str
    fields: Mapping[str, Any]
    also: frozenset[str] = frozenset()  # more that it may be called, from the tool that told of it

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What it may be called in general: a light, an entry."""
        named = [self.group, *(str(self.fields[key]) for key in _KINDS if key in self.fields)]
        words = (word for name in named for word in name.replace("_", " ").split())
        return self.also | frozenset(c for word in words for c in noun_classes(word))

    @cached_property
    def own_kinds(self) -> frozenset[str]:
        """What only a part of its group may be called, where the group is divided into kinds."""
        return frozenset(c for key in _KINDS if key in self.fields for c in noun_classes(str(self.fields[key])))

    @cached_property
    def name_words(self) -> tuple[str, ...]:
        """The words of its name; of a way, what tells it from other ways."""
        words = words_of(self.name)
        return words if way_of(self.fields) is None else tuple(word for word in words if word not in _OF_ALL_WAYS)

    @cached_property
    def authors(self) -> frozenset[str]:
        """Words for whoever it comes from."""
        texts = [self.fields[key] for key in _AUTHORS if isinstance(self.fields.get(key), str)]
        return frozenset(stem(word) for text in texts for word in words_of(text))

    @cached_property
    def other_words(self) -> frozenset[str]:
        """Words of its other fields, such as a room."""
        texts = [value for key, value in self.fields.items() if isinstance(value, str) and key not in ("id", *_NAMES)]
        return frozenset(stem(word) for text in texts for word in words_of(text.replace("_", " ")))


class Knowledge:
    """Things by id, in the order they were last told; and which look-ups were made."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self.looked_up: set[str] = set()
        self.seen: set[str] = set()  # what was looked at because the user asked for it
        self.values: dict[str, Any] = {}  # by the name of the field, where a result was about one thing only
        self.quantities: dict[str, int] = {}  # how many there are of a thing, where that was told
        self.version = 0  # rises with every change
        self._told_by: dict[str, set[str]] = {}
        self._fitting: dict[tuple[str, str], list[Thing]] = {}  # of what is known at that version
        self._fitting_at = -1

    def learn(self, result: Any, *, tool: ToolView | None = None) -> list[Thing]:
        """Take in the result of a tool; gives the things in it, in order."""
        if isinstance(result, Mapping):
            self._go(str(result.get("current_working_directory", "")))
            self.values |= {key: value for key, value in result.items() if not isinstance(value, Mapping)}
        self.version += 1
        priced = _priced(result, tool)
        found = [(self._grouped(thing, tool), gone) for thing, gone in (priced or _things(result, ""))]
        for thing, gone in found:
            self.things.pop(thing.id, None)
            self._told_by.setdefault(thing.id, set()).add(tool.name if tool is not None else "")
            if not gone:
                self.things[thing.id] = thing
            if isinstance(n := thing.fields.get("quantity"), int):
                self.quantities[thing.id] = n
        return [thing for thing, gone in found if not gone]

    def _go(self, folder: str) -> None:
        """Somewhere else, only what was found there is at hand, and a list of it is news."""
        if not folder:
            return
        own = folder.rpartition("/")[2]
        found = [t for t in self.things.values() if str(t.fields.get("folder", "")).rpartition("/")[2] == own]
        self.things = {thing.id: replace(thing, fields={}) for thing in found}
        self.looked_up.clear()
        self.seen.clear()

    def _grouped(self, thing: Thing, tool: ToolView | None) -> Thing:
        """A thing that was told under a verb, such as "moved", as one of the group that it belongs to."""
        if set(thing.fields) <= {"folder"} and tool is not None:
            opening = words_of(tool.spec.description)[:6]
            return replace(thing, also=frozenset(c for word in opening for c in noun_classes(word)))
        if not is_known_verb(thing.group) and thing.group not in ("", "result"):
            return thing
        known = self.things.get(thing.id)
        group = known.group if known is not None else stem(tool.short[-1]) if tool is not None else thing.group
        return replace(thing, group=group)

    def forget(self, thing: Thing) -> None:
        """What is no more cannot be meant."""
        self.version += 1
        self.things.pop(thing.id, None)

    def told_by(self, thing: Thing) -> set[str]:
        """The tools that have told of a thing."""
        return self._told_by.get(thing.id, set())

    def fitting(self, tool: ToolView, param: Param) -> list[Thing]:
        """The things that an argument can mean; all of the looser kind only where none fits closely."""
        if self._fitting_at != self.version:
            self._fitting, self._fitting_at = {}, self.version
        if (found := self._fitting.get((tool.name, param.name))) is None:
            found = [thing for thing in self.things.values() if _fits_closely(thing, tool, param)]
            found = found or [thing for thing in self.things.values() if _fits_loosely(thing, param)]
            self._fitting[tool.name, param.name] = found
        return list(found)


def _fits_closely(thing: Thing, tool: ToolView, param: Param) -> bool:
    wanted = param.stems | frozenset(c for word in tool.short for c in noun_classes(word))
    return bool(param.stems & (thing.own_kinds or thing.kinds)) or bool(thing.own_kinds and wanted & thing.own_kinds)


def _fits_loosely(thing: Thing, param: Param) -> bool:
    described = frozenset(c for word in words_of(param.description) for c in noun_classes(word))
    return not thing.own_kinds and bool(described & thing.kinds)


def _things(value: Any, group: str) -> Iterator[tuple[Thing, bool]]:
    if isinstance(value, Mapping):
        thing = _thing(value, group)
        if thing is not None:
            yield thing, group in _GONE
        for key, part in value.items():
            own_id = isinstance(part, Mapping) and (isinstance(part.get("label"), str) or _is_id(key))
            yield from _things({"id": key, **part} if own_id else part, group if own_id else key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            if isinstance(part, str) and group not in ("people", "tags", "mentions", "days"):
                yield _bare(part, group), False
            else:
                yield from _things(part, group)


def _bare(told: str, group: str) -> Thing:
    """Something of which only the name was told, or the path that it is found at."""
    folder, slash, name = told.rpartition("/")
    return Thing(name, name, stem(group), {"folder": folder}) if slash and name else Thing(told, told, stem(group), {})


def _priced(result: Any, tool: ToolView | None) -> list[tuple[Thing, bool]]:
    """Kinds of something with their costs, as a tool tells them that lists kinds: {"basic": 35}."""
    told = words_of(tool.spec.description)[:3] if tool is not None else ()
    if tool is None or told[1:] != ("the", "kinds") or not isinstance(result, Mapping) or not result:
        return []
    costs = next(iter(result.values())) if len(result) == 1 else result
    if not isinstance(costs, Mapping) or not all(isinstance(cost, int | float) for cost in costs.values()):
        return []
    group = "_".join(tool.short[1:])
    return [
        (Thing(kind, f"{kind} {tool.short[1]}", group, {"id": kind, "cost": cost}), False)
        for kind, cost in costs.items()
    ]


def _thing(value: Mapping[str, Any], group: str) -> Thing | None:
    name_key = next((key for key in _NAMES if isinstance(value.get(key), str) and value[key]), None)
    id_key = _id_key(value, group)
    if id_key is not None and name_key is not None:
        return Thing(str(value[id_key]), str(value[name_key]), stem(group), value)
    if id_key is not None and (way := way_of(value)) is not None:
        return Thing(str(value[id_key]), way, stem(group), value, also=noun_classes("flight"))
    if id_key is not None and (day := _own_day(value)) is not None:
        return Thing(str(value[id_key]), f"{_singular(group)} of {day}", stem(group), value)
    if name_key is None:
        return None
    # "delivery: standard" beside "name: Standard delivery" is an id under the name of what it is
    for key, part in value.items():
        if (
            key != name_key
            and isinstance(part, str)
            and set(words_of(part.replace("_", " "))) <= set(words_of(value[name_key]))
        ):
            return Thing(part, str(value[name_key]), stem(key), value)
    return None


def _is_id(key: str) -> bool:
    """Whether things stand under their ids, as in "bk-1001"; other keys say what stands under them."""
    return any(c.isdigit() for c in key)


def _own_day(value: Mapping[str, Any]) -> str | None:
    """The first day in the fields, in words: it names what has no name of its own, such as an order."""
    days = (moment_in_words(part[:10]) for part in value.values() if isinstance(part, str) and part[4:5] == "-")
    return next((day for day in days if day), None)


def _singular(group: str) -> str:
    plain = group.replace("_", " ")
    return plain[:-3] + "y" if plain.endswith("ies") else plain.removesuffix("s")


def _id_key(value: Mapping[str, Any], group: str) -> str | None:
    own = ("id", f"{stem(group)}_id", f"{group}_id", "key")
    return next((key for key in own if isinstance(value.get(key), str | int)), None) or next(
        (key for key in value if key.endswith("_id") and isinstance(value[key], str | int)), None
    )
