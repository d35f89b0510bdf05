"""Files and folders by their names: which are named, what goes where, and where one must be to reach them."""

import re
from collections.abc import Sequence

from agent.models.text.script.language import Token, words_of, written
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.lookups import Lookup
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import Meant, by_name, by_pointing
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import STOP

_INTO = frozenset("into onto to in as on".split())
_NEW = frozenset("to as".split())
_GENERAL = frozenset("file files folder folders directory document note picture copy line lines word words".split())
_TOGETHER = " & "


def kept_together(text: str, knowledge: Knowledge) -> str:
    """A text in which the "and" of a known name joins no requests."""
    for thing in knowledge.things.values():
        if " and " in thing.name and not set(thing.fields) - {"folder"}:
            text = re.sub(re.escape(thing.name), thing.name.replace(" and ", _TOGETHER), text, flags=re.IGNORECASE)
    return text


def refer(tool: ToolView, param: Param, reading: Reading, *, known: Sequence[Thing], focus: Sequence[Thing]) -> Meant:
    """The file or folder that an argument means."""
    tokens = _part(tool, param, reading, known=known)
    if found := _named(tokens, known):
        return Meant(tuple({thing.id: thing for thing in found}.values()), 9.0)
    telling = [token for token in tokens if token.word not in STOP | _GENERAL and token.word != reading.request.verb]
    meant = by_name(telling, known) if telling else Meant()
    if param.may_be_new and not all(token.word in thing.name_words for token in telling for thing in meant.things):
        return Meant()  # a name of its own that shares a word with another
    if meant.things or (telling and not {"one", "ones"} & {token.word for token in tokens}):
        return meant
    return by_pointing([token.word for token in tokens], (), [thing for thing in focus if thing in known])


def words_for(tool: ToolView, param: Param, reading: Reading, *, known: Sequence[Thing]) -> str:
    """The words that were said for an argument."""
    tokens = _part(tool, param, reading, known=known)
    return " ".join(t.word for t in tokens if t.word not in STOP | _GENERAL and t.word != reading.request.verb)


def new_name(tool: ToolView, param: Param, reading: Reading, *, known: Sequence[Thing]) -> str | None:
    """A name that nothing has yet, as in "rename it to holiday": never one for a folder that should be there."""
    joint = _joint(reading.tokens, known)
    if not param.may_be_new or joint is None or reading.tokens[joint].word not in _NEW:
        return None
    said = _part(tool, param, reading, known=known)
    return None if _GENERAL & {token.word for token in said} else written(said) or None


def way_there(
    tool: ToolView, things: Sequence[Thing], reading: Reading, *, tools: Sequence[ToolView], knowledge: Knowledge
) -> Lookup | None:
    """The step into the folder that a look is meant for, or that a thing was found in."""
    enter = next((t for t in tools if len(t.required) == 1 and t.required[0].name == "folder"), None)
    if enter is None or tool is enter:
        return None
    folder = next((str(t.fields["folder"]) for t in things if t.fields.get("folder")), "").removeprefix(".").strip("/")
    if not folder and not tool.required and "=folder" in tool.word_weights and not things:
        inside = _named(reading.tokens, [t for t in knowledge.things.values() if not t.fields])
        folder = inside[0].name if len(inside) == 1 else ""
    return Lookup(enter, {"folder": folder.partition("/")[0]}) if folder else None


def _named(tokens: Sequence[Token], known: Sequence[Thing]) -> list[Thing]:
    """The things whose whole names were said, the longer name where one holds another."""
    words = _plain([token.word for token in tokens])
    found: list[tuple[int, int, Thing]] = []
    for thing in known:
        name = _plain(words_of(thing.name))
        starts = [i for i in range(len(words) - len(name) + 1) if words[i : i + len(name)] == name]
        found.extend((start, start + len(name), thing) for start in starts)
    whole = [a for a in found if not any(b[0] <= a[0] and a[1] <= b[1] and b[:2] != a[:2] for b in found)]
    return [thing for _, _, thing in sorted(whole, key=lambda at: at[0])]


def _plain(words: Sequence[str]) -> list[str]:
    said = " ".join("and" if word == "&" else word for word in words)
    return said.replace(" dot ", ".").split()


def _part(tool: ToolView, param: Param, reading: Reading, *, known: Sequence[Thing]) -> Sequence[Token]:
    """Of a request that says what goes where, the words for this argument."""
    if not any(other.may_be_new for other in tool.required):
        return reading.tokens
    joint = _joint(reading.tokens, known)
    if joint is None:
        return () if param.may_be_new else reading.tokens[1:]
    return reading.tokens[joint + 1 :] if param.may_be_new else reading.tokens[:joint]


def _joint(tokens: Sequence[Token], known: Sequence[Thing]) -> int | None:
    """Where it is said where something goes: the first such word that is no part of a name."""
    for index, token in enumerate(tokens):
        if token.word in _INTO and index and not _inside_name(tokens, index, known):
            return index
    return None


def _inside_name(tokens: Sequence[Token], index: int, known: Sequence[Thing]) -> bool:
    word = tokens[index].word
    return any(
        word in words_of(thing.name) and thing in _named(tokens[max(0, index - 6) : index + 6], [thing])
        for thing in known
    )
