"""Which thing is meant: by its name as it was heard, by "it" or "the second one", or by being the cheapest."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent.models.text.script.language import Token, stem
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.measures import WORDS, asked_measure, field_of, value_of
from agent.models.text.script.tools.vocabulary import noun_classes
from scenarios.forms.names import distance
from scenarios.forms.numbers import ORDINALS

_PRONOUNS = frozenset("it that this them those these one same there".split())
PERSONS = frozenset("him her them he she they".split())
_ANY = frozenset("whatever whichever either any".split())
_COMPARING = WORDS | {"expensive", "costly", "first"}
_BY_AUTHOR = 0.9
_CLOSE_ENOUGH = 0.7


@dataclass(frozen=True, slots=True)
class Meant:
    """The things that may be meant, equally well, and how well: 0 for not at all."""

    things: tuple[Thing, ...] = ()
    score: float = 0.0

    @property
    def only(self) -> Thing | None:
        """The one thing, where there is no doubt."""
        return self.things[0] if len(self.things) == 1 else None


def by_name(mention: Sequence[Token], candidates: Sequence[Thing]) -> Meant:
    """The candidates whose names fit best what was said."""
    said = [token.word for token in mention]
    scored = [(score, thing) for thing in candidates if (score := _fit(said, thing)) > 0]
    if not scored:
        return Meant()
    best = max(score for score, _ in scored)
    return Meant(tuple(thing for score, thing in scored if score > best - 0.25), best)


def by_person(candidates: Sequence[Thing], spoken_of: Sequence[Thing]) -> Meant:
    """As in "Write to him": whoever was spoken of last, or wrote what was."""
    for thing in spoken_of:
        found = [c for c in candidates if c.id == thing.id or {stem(w) for w in c.name_words} <= thing.authors]
        if found:
            return Meant((found[0],), 0.8)
    return Meant()


def points(words: Sequence[str]) -> bool:
    """Whether these words only point: "the cheaper one", "the second"."""
    return all(word in _COMPARING | _ANY | {"option", "choice", "other"} or word in ORDINALS for word in words)


def compares_one(words: Sequence[str]) -> bool:
    """As in "for the dearer one"."""
    return any(a in WORDS | {"expensive"} and b in ("one", "ones") for a, b in itertools.pairwise(words))


def by_pointing(words: Sequence[str], listed: Sequence[Thing], focus: Sequence[Thing]) -> Meant:
    """Things meant by a superlative, by their place in what was last listed, or by a pronoun."""
    if (best := _superlative(words, listed or focus)) is not None:
        return Meant((best,), 1.0)
    if (placed := _ordinal(words, listed)) is not None:
        return Meant((placed,), 1.0)
    if "other" in words and len(listed) == 2:
        others = tuple(thing for thing in listed if thing not in focus[:1])
        return Meant(others[:1], 1.0)
    if _ANY & {*words} and listed:
        return Meant((_superlative(("cheapest",), listed) or listed[0],), 1.0)
    if _PRONOUNS & {*words} and focus:
        return Meant((focus[0],), 0.8)
    return Meant()


def _fit(said: Sequence[str], thing: Thing) -> float:
    """How many words of the name were said, with a little for a whole name and for words about the thing."""
    name = [word for word in thing.name_words if word not in ("the", "a", "of", "and")] or list(thing.name_words)
    hits = [max((_alike(word, other) for other in said), default=0.0) for word in name]
    matched = sum(hit for hit in hits if hit >= _CLOSE_ENOUGH)
    joined = "".join(name)
    if matched < len(name) and len(joined) > 4 and any(_alike(word, joined) >= _CLOSE_ENOUGH for word in _pairs(said)):
        matched = float(len(name))
    if thing.id.lower() in said or thing.id.lower().replace("-", " ").replace("_", " ") == " ".join(said):
        return 9.0
    if not matched:
        return _BY_AUTHOR if thing.authors & {stem(word) for word in _pairs(said)} else 0.0
    about = sum(stem(word) in thing.other_words for word in {*said} - {*name})
    return matched + (0.5 if matched >= len(name) - 0.3 else 0.0) + 0.4 * about


@lru_cache(maxsize=16384)
def _alike(one: str, other: str) -> float:
    if one == other or stem(one) == stem(other):
        return 1.0
    if {c for c in noun_classes(one) if c.startswith("=")} & noun_classes(other):
        return 0.8
    shortest = min(len(one), len(other))
    most = max(1, shortest // 3)
    if shortest < 4 or abs(len(one) - len(other)) > most or len({*one} ^ {*other}) > 2 * most:
        return 0.0  # too many letters differ, whatever their order
    return 0.75 if distance(one, other) <= most else 0.0


def _pairs(said: Sequence[str]) -> list[str]:
    return [*said, *(a + b for a, b in itertools.pairwise(said))]


def _superlative(words: Sequence[str], things: Sequence[Thing]) -> Thing | None:
    """The only one that is the cheapest, the latest, and so on."""
    measure = asked_measure(words)
    if measure is None or measure.name == "number" or len(things) < 2:
        return None
    field = field_of(measure, [thing.fields for thing in things])
    if field is None:
        return None
    values = [value_of(field, thing.fields) for thing in things]
    best = max(values) if measure.most else min(values)
    return things[values.index(best)] if values.count(best) == 1 else None


def _ordinal(words: Sequence[str], listed: Sequence[Thing]) -> Thing | None:
    if not listed or not {"one", "option", "the", "entry", "product"} & {*words}:
        return None
    for word in words:
        if word == "last":
            return listed[-1]
        if word in ORDINALS and ORDINALS[word] <= len(listed):
            return listed[ORDINALS[word] - 1]
    return None
