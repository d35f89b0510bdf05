"""Which words are about which thing, where a tool takes two of a kind: "exchange the narrow ones for the wide ones"."""

from collections.abc import Sequence

from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import noun_classes

_TEXT_BEGINS = frozenset("that saying say says whether if".split())
_FOR = frozenset("for with by against".split())


def is_replacement(param: Param) -> bool:
    """Whether the argument is what comes in place of another."""
    return param.name in ("instead", "replacement") or "instead" in param.description.lower()


def in_role(tool: ToolView, param: Param, reading: Reading, *, content: Sequence[int]) -> list[int]:
    """Of the words that name things, those which can name this one."""
    words = reading.request.words
    if any(other.kind == "body" for other in tool.required):
        if words[0] in ("ask", "tell") and "to" in words[2:]:
            return [i for i in content if i < words.index("to", 2)]
        text = next((i for i, word in enumerate(words) if word in _TEXT_BEGINS and i > 1), len(words))
        return [i for i in content if i < text]
    if not any(is_replacement(other) for other in tool.params):
        return list(content)
    if is_replacement(param):
        joint = _joint(words)
        return [i for i in content if joint is not None and i > joint]
    kinds = [i for i in content if param.stems & noun_classes(words[i])]
    if kinds or any(other.stems & noun_classes(words[i]) for other in tool.params for i in content):
        joint = _joint(words)
        before = [i for i in content if joint is None or i < joint]
        behind_from = next((i for i, word in enumerate(words) if word in ("from", "of")), None)
        if kinds:
            return [i for i in before if behind_from is not None and i > behind_from]
        return [i for i in before if behind_from is None or i < behind_from]
    if "name" not in param.description.lower():
        return []  # by its id alone: words name the other things
    joint = _joint(words)
    return [i for i in content if joint is None or i < joint]


def _joint(words: Sequence[str]) -> int | None:
    """Where what is given ends and what is wanted instead begins."""
    return next((i for i in range(len(words) - 1, 0, -1) if words[i] in _FOR), None)
