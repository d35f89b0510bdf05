"""Latency to the whole answer: ``1 - min(s, 5)/5``.

The paper's table scores the seconds alone: ``METRIC``. The published evaluator also demands that the answer be right
and scores a wrong one 0: ``IF_RIGHT``. The seconds are the model's own where it reports them, else those of the call,
network and waiting included; a run's record says which.
"""

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric, words_of
from analysis.benchmark.metrics.pedant import is_right
from analysis.benchmark.outcomes import Outcome, scored, ungraded

LONGEST_S = 5.0
PASS_AT = 0.5


async def grade(_item: Item, answer: Answer, _graders: Graders) -> Outcome:
    """The seconds on [0, 1]."""
    if answer.latency_s is None or answer.latency_s < 0:
        return ungraded("no latency was measured")
    return scored(1.0 - min(answer.latency_s, LONGEST_S) / LONGEST_S, raw=answer.latency_s, pass_at=PASS_AT)


async def grade_if_right(item: Item, answer: Answer, graders: Graders) -> Outcome:
    """The seconds on [0, 1] for a right answer, 0 for a wrong one."""
    timed = await grade(item, answer, graders)
    if timed.status != "scored":
        return timed
    words, _ = await words_of(answer, graders)
    if is_right(item, words, graders):
        return timed
    return scored(0.0, raw=timed.raw, note="wrong answer")


METRIC = Metric("latency", 1, grade)
IF_RIGHT = Metric("latency_if_right", 1, grade_if_right)
