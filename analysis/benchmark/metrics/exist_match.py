"""ExistMatch: one of the reference answers occurs in the answer's words as a run of whole tokens.

Tokens are runs of letters, marks and digits, or single other signs, after Unicode NFD and in lower case.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric, words_of
from analysis.benchmark.outcomes import Outcome, scored, ungraded


async def grade(item: Item, answer: Answer, graders: Graders) -> Outcome:
    """1 if any reference is there, 0 otherwise."""
    references = [run for run in (tokens(reference) for reference in item.references) if run]
    if not references:
        return ungraded("no reference")
    words, source = await words_of(answer, graders)
    said = tokens(words)
    return scored(float(any(contains(said, run) for run in references)), words_from=source, words=words)


def tokens(text: str) -> list[str]:
    """The tokens of a text."""
    return list(_tokens(unicodedata.normalize("NFD", text).lower()))


def contains(whole: Sequence[str], run: Sequence[str]) -> bool:
    """Whether ``run`` occurs in ``whole`` without a gap."""
    return any(whole[at : at + len(run)] == run for at in range(len(whole) - len(run) + 1))


def _tokens(text: str) -> Iterator[str]:
    word = ""
    for sign in text:
        kind = unicodedata.category(sign)[0]
        if kind in "LMN":
            word += sign
            continue
        if word:
            yield word
            word = ""
        if kind not in "ZC":
            yield sign
    if word:
        yield word


METRIC = Metric("exist_match", 1, grade)
