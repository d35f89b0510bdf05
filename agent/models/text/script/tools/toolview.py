"""A tool as the script understands it: what it does, whether it only looks, and what each argument is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from agent.models.base import ToolSpec
from agent.models.text.script.language import stem, words_of
from agent.models.text.script.tools.vocabulary import READING_VERBS, STOP, is_known_verb, noun_classes, verb_classes

Kind = Literal[
    "day", "time", "moment", "duration", "number", "flag", "choice", "reference", "names", "tags", "list", "weekdays",
    "query", "title", "body", "place", "text", "currency",
]  # fmt: skip

_TITLES = frozenset("title name subject summary label".split())
_BODIES = frozenset("message text content body post tweet comment reply note description memo caption".split())
_PLACES = frozenset("place location where venue address".split())
_QUERIES = frozenset("words query keyword keywords search term terms q phrase pattern topic".split())
_REFERENCE = re.compile(r"\b(?:ids?|username|user(?:'s)? (?:full )?name|contact|recipient|receiver)\b")
_TRUE = re.compile(r"true (?:for|to|if|when|means|is) (?:it is )?([\w ]+?)(?=[,;.]| and | or false|$)")
_FALSE = re.compile(r"false (?:for|to|if|when|means|is) (?:it is )?([\w ]+?)(?=[,;.]|$)")
_MAKING = frozenset("mkdir touch echo".split())  # what they name need not be there yet
_AT_HAND = re.compile(r"\bno path\b|\bin the current (?:folder|one)\b")
_CODED = re.compile(r"'(\w+)' for (\w+)")
_LISTED = re.compile(r"((?:[a-z]+, )*[a-z]+ or [a-z]+)[.;]")
_OPPOSITES = (("on", "off"), ("open", "close"), ("locked", "unlock"), ("lock", "unlock"), ("enabled", "disable"))
_OUTSIDE = ("web_search", "fetch_url")


@dataclass(frozen=True)
class Param:
    """One argument. ``flags`` says which words make a true-or-false argument true or false."""

    name: str
    kind: Kind
    required: bool
    description: str
    schema: Mapping[str, Any]
    flags: Mapping[str, bool] = field(default_factory=dict)

    @cached_property
    def choices(self) -> Sequence[str]:
        """The values it may have, where they are listed."""
        values: Sequence[str] = self.schema.get("enum", ())
        return values or tuple(_described_choices(self.description))

    @cached_property
    def words_of_choices(self) -> Mapping[str, str]:
        """What the values are called, where they are no words themselves: 'w' for words."""
        return {value: said for value, said in _described_choices(self.description).items() if value in self.choices}

    @cached_property
    def noun(self) -> str:
        """What it is called when it is asked for."""
        plain = self.name.removesuffix("_id").split("_to_")[0].replace("_", " ")
        if self.at_hand:
            return "folder" if plain in ("folder", "dir name", "destination") else "file"
        return {"username": "user", "instead": "one instead"}.get(plain, plain)

    @cached_property
    def means_person(self) -> bool:
        """Whether it is somebody, by name."""
        return self.kind == "reference" and bool(re.search(r"user|receiver|recipient|contact|person", self.name))

    @property
    def may_be_label(self) -> bool:
        """Whether the name that something goes by is taken in place of its id."""
        return "or label" in self.description

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words that it goes by."""
        name = self.name.removesuffix("_id").replace("_", " ")
        kinds = ("file", "folder") if self.at_hand else ()
        return frozenset(c for word in (*name.split(), *kinds) for c in noun_classes(word))

    @cached_property
    def at_hand(self) -> bool:
        """Whether it is a file or folder that is where one is now, by its name."""
        return bool(_AT_HAND.search(self.description.lower()))

    @cached_property
    def may_be_new(self) -> bool:
        """Whether it may also be a name that nothing has yet, as a copy's."""
        return "or else" in self.description


@dataclass(frozen=True)
class ToolView:
    """One tool. ``verbs`` and ``nouns`` are classes of words, as ``vocabulary`` has them."""

    spec: ToolSpec
    short: tuple[str, ...]  # the words of its name without what all tools share
    params: tuple[Param, ...]
    verbs: frozenset[str]
    reads: bool
    plural: bool  # it acts on all of something

    @property
    def name(self) -> str:
        """The name to call it by."""
        return self.spec.name

    @cached_property
    def required(self) -> tuple[Param, ...]:
        """The arguments it cannot do without."""
        return tuple(param for param in self.params if param.required)

    @cached_property
    def word_weights(self) -> Mapping[str, float]:
        """How much each word says that this tool is meant."""
        weights: dict[str, float] = {}

        def add(words: Sequence[str], weight: float) -> None:
            for word in words:
                for name in () if word in STOP else noun_classes(word):
                    weights[name] = max(weights.get(name, 0.0), weight * (0.7 if name.startswith("=") else 1.0))

        for param in self.params:
            add(words_of(param.description), 0.5)
            add(param.name.replace("_", " ").split(), 1.6)
            add(param.choices, 1.8)
        described = words_of(self.spec.description)
        add(described[1:] if described and is_known_verb(described[0]) else described, 1.0)
        add(self.short[1:] if self.short[1:] and is_known_verb(self.short[0]) else self.short, 2.4)
        return weights

    def param(self, name: str) -> Param | None:
        """The argument of that name."""
        return next((param for param in self.params if param.name == name), None)

    def of_kind(self, *kinds: Kind) -> tuple[Param, ...]:
        """Its arguments of some kinds, the required ones first."""
        return tuple(param for param in self._required_first if param.kind in kinds)

    @cached_property
    def _required_first(self) -> tuple[Param, ...]:
        return tuple(sorted(self.params, key=lambda param: not param.required))


def _described_choices(description: str) -> dict[str, str]:
    """The values that a description lists, with their words: "economy, business or first", "'w' for words"."""
    if len(coded := dict(_CODED.findall(description))) > 1:
        return coded
    listed = _LISTED.match(description)
    values = re.split(r", | or ", listed[1]) if listed is not None else []
    return {value: value for value in values}


def view_tools(specs: Sequence[ToolSpec]) -> tuple[ToolView, ...]:
    """The tools of a scenario; those that look outside, on the web, are none of them."""
    inside = [spec for spec in specs if spec.name not in _OUTSIDE]
    shared = _shared_prefixes([spec.name for spec in inside])
    return tuple(_view(spec, shared) for spec in inside)


def _view(spec: ToolSpec, shared: Sequence[str]) -> ToolView:
    name = spec.name
    prefix = next((p for p in shared if name.startswith(p)), "")
    short = tuple(re.sub(r"([a-z])([A-Z])", r"\1_\2", name[len(prefix) :]).lower().replace("-", "_").split("_"))
    short = _verb_first(short)
    required = spec.parameters.get("required", ())
    params = tuple(
        _param(param, schema, required=param in required, makes=short[0] in _MAKING)
        for param, schema in spec.parameters.get("properties", {}).items()
    )
    opening = words_of(re.split(r"[.;]", spec.description)[0])
    verbs = set(verb_classes(short[0]))
    for index, word in enumerate(opening[:6]):
        if index == 0 or (opening[index - 1] in ("or", "and") and is_known_verb(word)):
            verbs |= verb_classes(word)
    for param in params:
        verbs |= {c for word in param.flags if is_known_verb(word) for c in verb_classes(word)}
    reads = short[0] in READING_VERBS or (
        bool(opening) and opening[0] in READING_VERBS and short[0] not in ("set", "add")
    )
    plural = not reads and bool({"all", "every", "everything"} & {*short})
    return ToolView(spec, short, params, frozenset(verbs), reads, plural)


def _verb_first(short: tuple[str, ...]) -> tuple[str, ...]:
    """As in ``message_login`` and ``posting_get_status``, which do not begin with what they do."""
    verb = next((word for word in short[1:] if word in ("login", "logout", "get")), None)
    if verb is None or (is_known_verb(short[0]) and verb == "get" and short[0] in READING_VERBS):
        return short
    return short[short.index(verb) :]


def _param(name: str, schema: Mapping[str, Any], *, required: bool, makes: bool) -> Param:
    description = str(schema.get("description", ""))
    kind = _kind(name, description.lower(), schema)
    if kind not in ("number", "flag", "choice") and _AT_HAND.search(description.lower()):
        kind = "title" if makes else "reference"
    return Param(
        name,
        kind,
        ((required and "default" not in schema) or (makes and kind == "title")),
        description,
        schema,
        _flags(name, description) if kind == "flag" else {},
    )


def _kind(name: str, description: str, schema: Mapping[str, Any]) -> Kind:
    of_type = schema.get("type", "string")
    if schema.get("enum") or (of_type == "string" and _described_choices(description)):
        return "choice"
    if of_type == "boolean":
        return "flag"
    if of_type in ("integer", "string") and (name == "id" or name.endswith("_id")):
        return "reference"
    if of_type in ("integer", "number"):
        return "duration" if re.search(r"\b(?:minutes|duration|hours)\b", f"{name} {description}") else "number"
    if of_type == "array" and name in ("days", "weekdays"):
        return "weekdays"
    if of_type == "array":
        if re.search(r"\btags?\b|hashtag", f"{name} {description}"):
            return "tags"
        return (
            "names"
            if re.search(r"people|person|names|users|attendees|guests|mention", f"{name} {description}")
            else "list"
        )
    return _text_kind(name, description)


def _text_kind(name: str, description: str) -> Kind:
    last = name.rsplit("_", maxsplit=1)[-1]
    is_day = "yyyy-mm-dd" in description or last in ("day", "date")
    is_time = "hh:mm" in description or last == "time"
    if is_day or is_time:
        return "moment" if is_day and is_time else "day" if is_day else "time"
    if "currency" in name:
        return "currency"
    if (
        last == "id"
        or description.startswith("one of get_")
        or _REFERENCE.search(description)
        or last in ("user", "username", "contact", "recipient", "receiver")
    ):
        return "reference"
    if "contain" in description:
        return "query"
    kinds: tuple[tuple[Kind, frozenset[str]], ...] = (
        ("query", _QUERIES), ("title", _TITLES), ("body", _BODIES), ("place", _PLACES),
    )  # fmt: skip
    for kind, names in kinds:
        if name in names or last in names:
            return kind
    if name in ("path", "folder") and "search" in description:
        return "place"
    return "query" if "look for" in description or "search" in description else "text"


def _flags(name: str, description: str) -> dict[str, bool]:
    text = description.lower()
    words: dict[str, bool] = {}
    for value, pattern in ((True, _TRUE), (False, _FALSE)):
        if (match := pattern.search(text)) is not None:
            words |= dict.fromkeys((word for word in match[1].split() if word not in ("the", "it", "a")), value)
    if not words:
        for yes, no in _OPPOSITES:
            if name in (yes, no):
                words = {yes: True, no: False}
    return words or {stem(name): True}


def _shared_prefixes(names: Sequence[str]) -> list[str]:
    """Prefixes such as ``smart_home_`` that say which world a tool is of, longest first."""
    found: set[str] = set()
    for name in names:
        parts = name.split("_")
        for n in range(1, len(parts)):
            prefix = "_".join(parts[:n]) + "_"
            alike = [other for other in names if other.startswith(prefix)]
            heads = {other[len(prefix) :].split("_")[0] for other in alike}
            of_all = len(alike) == len(names) > 2
            if len(alike) >= 2 and len(heads) >= 2 and (of_all or not is_known_verb(parts[n - 1])):
                found.add(prefix)
    return sorted(found, key=len, reverse=True)
