"""Arguments in words: titles, people, hashtags, places, words to search for."""

import re
from collections.abc import Sequence
from typing import Any

from agent.models.text.script.language import Token, stem, written
from agent.models.text.script.tools.bodies import body
from agent.models.text.script.tools.currencies import currency
from agent.models.text.script.tools.knowledge import Knowledge
from agent.models.text.script.tools.measures import ASKING
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import ATTRIBUTES, STOP, noun_classes

_NAMED = frozenset("called titled named".split())
_ADJECTIVES = frozenset("new another extra quick short".split())
_ASKED = frozenset("long big late early far tall heavy busy wrong".split())
_UNTITLED = frozenset("entry entries event appointment reminder item something new another extra calendar".split())
_GENERAL_QUERY = frozenset(
    "hashtag new recent latest other others people someone anybody write wrote written said say posted tell product "
    "ask recommend name message kind ones matter still "
    "item shop store stock selection offer sale anything something entry entries find search".split()
)
_GENERAL_STEMS = frozenset(map(stem, _GENERAL_QUERY))
_CLASSES = frozenset("economy business first".split())
_WITH = frozenset("with invite inviting including".split())
MENTIONING = frozenset("mention mentioning mentions tagging".split())
_ENDS_NAMES = frozenset("on at for in from to about called and".split())


def read(tool: ToolView, param: Param, reading: Reading, *, knowledge: Knowledge) -> Any:
    """The value of an argument in words, None where it was not said."""
    if "password" in param.name and "password" not in reading.request.words:
        return None
    match param.kind:
        case "query":
            return query(tool, reading)
        case "title":
            return _title(tool, param, reading)
        case "body":
            return body(reading)
        case "names":
            return _names(reading, MENTIONING if "mention" in param.name else _WITH)
        case "tags":
            return _tags(reading)
        case "place":
            return _place(tool, reading)
        case "text" if (ends := param.name.rsplit("_", maxsplit=1)[-1]) in ("from", "to"):
            return _end_of_way(ends, reading)
        case "currency":
            return currency(param, tool, reading)
        case _:
            return _known_value(param, reading, knowledge) or _inside(tool, param, reading)


def query(tool: ToolView, reading: Reading) -> str | None:
    """The words to search for: what was named, without what every such question holds."""
    general = {c for word in tool.short for c in noun_classes(word)}
    kept = [
        token.word
        for token in reading.content_tokens
        if token.word not in ATTRIBUTES | ASKING
        and token.word not in _ASKED
        and stem(token.word) not in _GENERAL_STEMS
        and not general & noun_classes(token.word)
    ]
    return " ".join(kept) or None


def _title(tool: ToolView, param: Param, reading: Reading) -> str | None:
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        if token.word in _NAMED and index + 1 < len(tokens):
            called_so = written(_until(reading, index + 1))
            return called_so if param.at_hand else _capital(called_so)
    if param.at_hand and (behind := _behind_kind(reading)):
        return behind
    if not param.required:
        return _after_to(tool, param, reading)
    general = {c for word in (*tool.short, "entry") for c in noun_classes(word)}
    kept = [i for i in reading.content if not _belongs_elsewhere(reading, i)]
    own = [i for i in kept if not general & noun_classes(tokens[i].word) and tokens[i].word not in _ADJECTIVES]
    named = [i for i in kept if tokens[i].word not in _UNTITLED]
    if "name" in param.name:  # of a person: never a word for what persons are
        named, kept = [], list(reading.content)
    chosen = own or named or [i for i in reading.content if i not in kept]
    if not chosen:
        return None
    return _capital(written(_filled_up(reading, chosen)))


def _behind_kind(reading: Reading) -> str:
    """As in "make a folder 2024", "a new file pressure": the name right behind what it is; empty where none stands."""
    words = reading.request.words
    place = next((i for i, word in enumerate(words) if word in ("folder", "file", "directory")), len(words))
    named = reading.tokens[place + 1 :]
    return "" if not named or named[0].word in STOP else written(named)


def _filled_up(reading: Reading, chosen: Sequence[int]) -> list[Token]:
    """The chosen words with the small ones between neighbours: "bread from the bakery"."""
    out: list[Token] = []
    for here, after in zip(chosen, [*chosen[1:], None], strict=True):
        out.append(reading.tokens[here])
        if after is not None and 1 < after - here <= 4 and not _figures_between(reading, here, after):
            out.extend(reading.tokens[here + 1 : after])
    return out


def _figures_between(reading: Reading, here: int, after: int) -> bool:
    spans = [m.span for m in reading.moments] + [x.span for x in reading.lengths]
    return any(i in span for span in spans for i in range(here + 1, after))


def _belongs_elsewhere(reading: Reading, index: int) -> bool:
    """People behind "with" and places behind "at" are no part of a title."""
    for back in range(index - 1, max(-1, index - 4), -1):
        word = reading.tokens[back].word
        if word in ("with", "at", "invite"):
            return True
        if word in STOP and word not in ("the", "a", "my", "and"):
            return False
    return False


def _after_to(tool: ToolView, param: Param, reading: Reading) -> str | None:
    """As in "Change the title to ...": only where the argument itself is named, or the verb is to rename."""
    words = reading.request.words
    named = reading.request.verb == "rename" or bool(param.stems & {c for w in words for c in noun_classes(w)})
    if not named or "to" not in words:
        return None
    return _capital(written(reading.tokens[len(words) - words[::-1].index("to") :])) or None


def _names(reading: Reading, markers: frozenset[str]) -> list[str] | None:
    tokens = reading.tokens
    start = next((i + 1 for i, token in enumerate(tokens) if token.word in markers), None)
    if start is None or {"hashtag", "hashtags", "tag"} & {token.word for token in tokens[start : start + 2]}:
        return None
    names: list[list[str]] = [[]]
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.word == "and":
            names.append([])
        elif token.word in _ENDS_NAMES or any(index in m.span for m in reading.moments):
            break
        elif token.word not in STOP:
            names[-1].append(token.written)
            if token.ends:
                names.append([])
    return [" ".join(name).capitalize() if len(name) == 1 else " ".join(name) for name in names if name] or None


def _tags(reading: Reading) -> list[str] | None:
    tags: list[str] = [token.word.strip("#") for token in reading.tokens if token.word.startswith("#")]
    words = reading.request.words
    for index, word in enumerate(words):
        if word in ("hashtag", "hashtags", "tag"):
            said: list[str] = []
            for token in reading.tokens[index + 1 :]:
                if not said and token.word in ("it", "this", "that", "with", "as"):
                    continue
                if token.word in ("and", "with", "on", "hashtag"):
                    break
                said.append(token.word.strip("#"))
                if token.ends:
                    break
            tags.append("".join(said))
    return [tag for tag in dict.fromkeys(tags) if tag] or None


def _place(tool: ToolView, reading: Reading) -> str | None:
    general = {c for word in (*tool.short, "calendar") for c in noun_classes(word)}
    named = bool(frozenset({"=place"}) & {c for word in reading.request.words for c in noun_classes(word)})
    for index, token in enumerate(reading.tokens[:-1]):
        far = named or (tool.reads and bool(tool.required))
        if token.word in (("at", "in", "to") if far else ("at", "in")) and index + 1 < len(reading.tokens):
            place = _until(reading, index + 1)
            chosen = [t for t in place if t.word not in STOP]
            if (
                chosen
                and not any(index + 1 in m.span for m in reading.moments)
                and not general & noun_classes(chosen[0].word)
            ):
                return _capital(written([t for t in place if t.word not in ("the", "my")]))
    return None


def _known_value(param: Param, reading: Reading, knowledge: Knowledge) -> str | None:
    """A value of that name which things have, such as a room."""
    values = dict.fromkeys(
        str(thing.fields[param.name])
        for thing in knowledge.things.values()
        if isinstance(thing.fields.get(param.name), str)
    )
    said = " ".join(reading.request.words)
    return next((value for value in values if re.search(rf"\b{re.escape(value.lower())}\b", said)), None)


def _inside(tool: ToolView, param: Param, reading: Reading) -> str | None:
    general = {c for word in tool.short for c in noun_classes(word)}
    for index, token in enumerate(reading.tokens[:-1]):
        if token.word in ("in", "from", "to" if param.required else "in") and index:
            inside = [t for t in _until(reading, index + 1) if t.word not in STOP]
            if inside and not general & noun_classes(inside[0].word) and inside[0].word not in ("house", "home"):
                return written(inside)
    return None


def called(param: Param, reading: Reading) -> str:
    """As in "the household card": the words for one of a kind, which is named behind them."""
    words = reading.request.words
    place = next((i for i, word in enumerate(words) if param.stems & noun_classes(word)), 0)
    start = place
    while start and words[start - 1] not in STOP:
        start -= 1
    return " ".join(words[start : place + 1]) if start < place else ""


def _end_of_way(ends: str, reading: Reading) -> str | None:
    """As in "from Chicago to Boston": where it begins, or where it leads."""
    words = reading.request.words
    begins = words.index("from") if ends == "to" and "from" in words else 0
    place = next((i for i, word in enumerate(words) if word == ends and begins <= i < len(words) - 1), None)
    if place is None or any(place + 1 in moment.span for moment in reading.moments):
        return None
    named = [token for token in _until(reading, place + 1) if token.word not in ("the", "my", "in", *_CLASSES)]
    ends_at = next((i for i, token in enumerate(named) if token.word in ATTRIBUTES), len(named))
    return written(named[:ends_at]) or None


def _until(reading: Reading, start: int) -> list[Token]:
    """Tokens from ``start`` up to a figure or a preposition."""
    spans = [m.span for m in reading.moments] + [x.span for x in reading.lengths]
    out: list[Token] = []
    for index in range(start, len(reading.tokens)):
        token = reading.tokens[index]
        if any(index in span for span in spans) or (out and token.word in ("at", "on", "for", "with", "from", "to")):
            break
        out.append(token)
    return out


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
