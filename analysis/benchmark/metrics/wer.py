"""Word error rate: ``1 - min(e, 1)``, without punctuation; without case too, unless words are tags (PoS estimation)."""

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.error_rates import graded
from analysis.benchmark.metrics.metric import Graders, Metric
from analysis.benchmark.outcomes import Outcome


async def grade(item: Item, answer: Answer, _graders: Graders) -> Outcome:
    """Words without case."""
    return graded(item, answer, cased=False)


async def grade_cased(item: Item, answer: Answer, _graders: Graders) -> Outcome:
    """Words with case."""
    return graded(item, answer, cased=True)


METRIC = Metric("wer", 1, grade)
CASED = Metric("wer_cased", 1, grade_cased)
