"""PEDANT: whether two answers to a question are the same, by the classifier of the library ``qa-metrics``.

The library pins old releases of numpy and scikit-learn and so cannot share Parley's environment; it is used where it
can be imported, and ``Graders.same_answer`` takes any function of its form. Without one the item stays ungraded.
"""

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import GraderMissingError, Graders, Metric, told_by, words_of
from analysis.benchmark.outcomes import Outcome, scored, ungraded

HOW_TO = "PEDANT is not installed: pip install qa-metrics (an environment of its own: it needs numpy below 2)"


async def grade(item: Item, answer: Answer, graders: Graders) -> Outcome:
    """1 for the same answer, 0 otherwise."""
    if not item.references:
        return ungraded("no reference")
    words, source = await words_of(answer, graders)
    if not words.strip():
        return scored(0.0, note="empty answer")
    return scored(float(is_right(item, words, graders)), words_from=source, words=words)


def is_right(item: Item, words: str, graders: Graders) -> bool:
    """Whether words answer an item's question.

    Raises:
        GraderMissingError: nobody can say.
    """
    if graders.same_answer is None:
        raise GraderMissingError(HOW_TO)
    same, question = graders.same_answer, str(item.details.get("question", ""))
    return told_by("PEDANT", lambda: any(same(reference, words, question) for reference in item.references))


def installed() -> Callable[[str, str, str], bool] | None:
    """The library's classifier, None where it is not installed."""
    if importlib.util.find_spec("qa_metrics") is None:
        return None
    classifier: Any = importlib.import_module("qa_metrics.pedant").PEDANT()
    return lambda reference, words, question: bool(classifier.evaluate(reference, words, question))


METRIC = Metric("pedant", 1, grade)
