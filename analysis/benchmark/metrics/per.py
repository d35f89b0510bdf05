"""Phoneme error rate: ``1 - min(e, 1)`` over phonemes that white space separates, as Dynamic-SUPERB writes them."""

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.error_rates import graded
from analysis.benchmark.metrics.metric import Graders, Metric
from analysis.benchmark.outcomes import Outcome


async def grade(item: Item, answer: Answer, _graders: Graders) -> Outcome:
    """Phonemes are compared as words are, without case."""
    return graded(item, answer, cased=False)


METRIC = Metric("per", 1, grade)
