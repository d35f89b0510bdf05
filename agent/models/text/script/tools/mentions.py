"""Where the words of a request stand that may name a thing."""

from collections.abc import Sequence

from agent.models.text.script.language import stem, words_of
from agent.models.text.script.tools import free_text
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.measures import WORDS
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import MEANS, noun_classes
from scenarios.forms.numbers import ORDINALS

_KINDS_OF = (*MEANS, "insurance", "insurance type", "voucher")
_NO_KIND = WORDS | ORDINALS.keys() | {"other", "same", "last", "next", "best", "right", "usual"}
_STATES = frozenset("saved liked sent posted ordered evening morning afternoon".split())
_EXCLUDING = frozenset("not without except no".split())
_WANTING = frozenset("need want use require".split())


def mention_of(tool: ToolView, reading: Reading) -> list[int]:
    """Where the words stand that may name a thing, without those that only say what kind of thing it is."""
    general = {c for word in tool.short for c in noun_classes(word)}
    general |= {c for param in tool.params if param.kind in ("place", "title") for c in param.stems}
    people = next((i for i, word in enumerate(reading.request.words) if word in free_text.MENTIONING), None)
    if people is None or not tool.of_kind("names"):
        people = len(reading.tokens)
    places = bool(tool.of_kind("place"))
    return [
        i
        for i in reading.content
        if i < people
        and not _is_state(reading, i)
        and not (places and _is_place(reading, i))
        and not general & noun_classes(reading.tokens[i].word)
    ]


def _is_state(reading: Reading, index: int) -> bool:
    """As in "my saved jobs", "that evening": it says how or when something is and not what."""
    if reading.tokens[index].word not in _STATES:
        return False
    before = reading.tokens[index - 1].word if index else ""
    return before in ("that", "this", "the", "my", "all", "same", "")


def _is_place(reading: Reading, index: int) -> bool:
    """As in "to the chapel", "at the town hall": where something shall be."""
    before = [token.word for token in reading.tokens[max(0, index - 3) : index]]
    while before and before[-1] in ("the", "a", "an", "my", "our"):
        before.pop()
    return bool(before) and before[-1] in ("in", "at", "to")


def _is_reason(words: Sequence[str], index: int) -> bool:
    """As in "I do not need the lamp, so switch it off": the very thing that is meant."""
    return words[index - 1] in ("do", "does") and index + 1 < len(words) and words[index + 1] in _WANTING


def split_at_negation(reading: Reading) -> tuple[list[int], list[int]]:
    """The words that name what is meant, and those behind a "not" or "without"."""
    words = reading.request.words
    cut = next((i for i in range(2, len(words)) if words[i] in _EXCLUDING and not _is_reason(words, i)), len(words))
    if words[:1] == ("rename",) and "to" in words:  # what stands behind is the new name
        return [i for i in reading.content if i < words.index("to")], []
    return [i for i in reading.content if i < cut], [i for i in reading.content if i > cut]


def kind_said(param: Param, reading: Reading, candidates: Sequence[Thing]) -> str:
    """As in "with express delivery" where there is no such delivery: the words for it; empty where one may be meant."""
    if param.noun not in _KINDS_OF:
        return ""
    said = [word for word in free_text.called(param, reading).split()[:-1] if word not in _NO_KIND]
    known = {stem(w) for t in candidates for w in (*t.name_words, *words_of(t.id.replace("_", " ")))}
    known |= {word for thing in candidates for word in thing.other_words} | param.stems
    return "" if not candidates or not said or any(stem(word) in known for word in said) else " ".join(said)
