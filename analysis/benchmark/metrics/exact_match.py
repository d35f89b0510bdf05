"""Exact match, as CAVA scores emotion and deception.

With labels (emotion): the label of a JSON answer, else the one label that the answer contains; an answer with none or
several is compared as it is, so it is wrong. Without labels (deception): the answer, without its full stops, must be
one of the references; where there is no reference, the right answer is "none".
"""

import json
from collections.abc import Sequence

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric
from analysis.benchmark.outcomes import Outcome, scored


async def grade(item: Item, answer: Answer, _graders: Graders) -> Outcome:
    """1 for a match, 0 otherwise."""
    labels = item.details.get("labels")
    said = label_in(answer.text, labels, field=item.task) if labels else answer.text.strip().strip(".").lower()
    wanted = {reference.strip().lower() for reference in item.references} or {"none"}
    return scored(float(said in wanted), said=said)


def label_in(text: str, labels: Sequence[str], *, field: str) -> str:
    """The label that an answer gives, or its own words where it gives none or several."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError:
        document = None
    if isinstance(document, dict) and isinstance(document.get(field), str):
        return str(document[field]).strip().lower()
    held = [label for label in labels if label in text.lower()]
    return held[0] if len(held) == 1 else text.strip().lower()


METRIC = Metric("exact_match", 1, grade)
