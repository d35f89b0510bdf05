"""Error rates over words, by jiwer, with the text normalisation stated here: what WER and PER share."""

import string

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.outcomes import Outcome, scored, ungraded

PASS_AT = 0.5

_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


def without_punctuation(text: str) -> str:
    """ASCII punctuation removed and white space run together; letters keep their case."""
    return " ".join(text.translate(_NO_PUNCTUATION).split())


def plain(text: str) -> str:
    """As ``without_punctuation``, in lower case. Numbers, spellings and contractions stay as they are."""
    return without_punctuation(text).lower()


def graded(item: Item, answer: Answer, *, cased: bool) -> Outcome:
    """One minus the error rate against the first reference, at least 0; the rate itself is the raw value."""
    normal = without_punctuation if cased else plain
    reference = normal(item.references[0]) if item.references else ""
    if not reference:
        return ungraded("the reference has no words")
    rate = error_rate(reference, normal(answer.text))
    return scored(1.0 - min(rate, 1.0), raw=rate, pass_at=PASS_AT)


def error_rate(reference: str, hypothesis: str) -> float:
    """Substitutions, deletions and insertions for each word of the reference; above 1 when much is inserted."""
    import jiwer

    return float(jiwer.wer(reference, hypothesis))
