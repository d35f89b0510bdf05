"""What the sides of a contrast share: "at the north gate, not the south gate of the arboretum" denies one gate only.

A denial reaches to the end of its clause; where it sets one thing against another, what both have in common is given
back: the rest behind a head that both sides name, if only one side says it, and the verb before the word with which the
other side begins ("no longer meeting at the south gate but at the north gate").
"""

from scenarios.forms.marks import COMMA, SENTENCE_END

_JOINTS = frozenset("at by from in near of on".split())
_DETERMINERS = frozenset("a an her his its my our the their your".split())
_LINKING = _JOINTS | _DETERMINERS | frozenset("for to with".split())
_VERBS = frozenset("are can has have is must s should was were will".split())
_LONGEST_SIDE = 5  # words from the cue to the head that both sides name


def share(said: tuple[str, ...], flags: list[bool]) -> list[bool]:
    """The denied words of a text without those that an affirmed alternative shares."""
    kept = list(flags)
    for start, end in _spans(flags):
        shared = (*_behind_head(said, flags, start, end), *_before_alternative(said, start, end))
        for at in shared:
            kept[at] = False
    return kept


def _spans(flags: list[bool]) -> list[tuple[int, int]]:
    starts = [at for at, flag in enumerate(flags) if flag and (at == 0 or not flags[at - 1])]
    return [(at, next((end for end in range(at, len(flags)) if not flags[end]), len(flags))) for at in starts]


def _behind_head(said: tuple[str, ...], flags: list[bool], start: int, end: int) -> range:
    """What follows a denied head that is affirmed elsewhere in the sentence, there without an "of ..." of its own."""
    first, last = _sentence(said, start)
    for at in range(start, min(end - 1, start + _LONGEST_SIDE)):
        if said[at] in _LINKING or said[at + 1] not in _JOINTS:
            continue
        others = [i for i in range(first, last) if said[i] == said[at] and not flags[i]]
        if any(i + 1 >= last or said[i + 1] not in _JOINTS for i in others):
            return range(at + 1, end)
    return range(0)


def _before_alternative(said: tuple[str, ...], start: int, end: int) -> range:
    """The verb before what is denied, where "but" goes on with the word that what is denied begins with."""
    at = end + 1 if end < len(said) and said[end] == COMMA else end
    other = said[at + 1] if at + 1 < len(said) and said[at] == "but" else ""
    rest = said[at : _clause_end(said, at)]
    if other in _LINKING and other in said[start:end] and not _VERBS & set(rest):
        return range(start, said.index(other, start, end))
    return range(0)


def _clause_end(said: tuple[str, ...], at: int) -> int:
    return next((i for i in range(at, len(said)) if said[i] in (SENTENCE_END, COMMA)), len(said))


def _sentence(said: tuple[str, ...], at: int) -> tuple[int, int]:
    first = next((i + 1 for i in range(at, -1, -1) if said[i] == SENTENCE_END), 0)
    return first, next((i for i in range(at, len(said)) if said[i] == SENTENCE_END), len(said))
