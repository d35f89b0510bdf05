"""Function match: each intent of the reference was called, as often as it occurs, and nothing else was.

The reference is a TOP form, ``[IN:CREATE_ALARM wake me at [SL:DATE_TIME [IN:GET_SUNRISE sunrise ] ] ]``; an intent's
name in lower case is the function's. Arguments are not compared, as in CAVA.
"""

import re
from collections import Counter

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric
from analysis.benchmark.outcomes import Outcome, scored, ungraded

INTENT = re.compile(r"\[IN:(\S+)")


async def grade(item: Item, answer: Answer, _graders: Graders) -> Outcome:
    """1 if the calls are the intents, 0 otherwise; an answer without calls is wrong."""
    form = item.references[0] if item.references else ""
    wanted = Counter(name.lower() for name in INTENT.findall(form))
    if not wanted or form.count("[") != form.count("]"):
        return ungraded("the reference is no TOP form with intents")
    made = Counter(call.name for call in answer.calls)
    return scored(
        float(made == wanted), missing=sorted((wanted - made).elements()), extra=sorted((made - wanted).elements())
    )


METRIC = Metric("function_match", 1, grade)
