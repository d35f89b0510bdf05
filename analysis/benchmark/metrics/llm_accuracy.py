"""Accuracy by a reading judge: does the answer say what the reference says, and nothing more?

An empty answer is wrong without asking anybody.
"""

import re

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric, ruled
from analysis.benchmark.outcomes import Outcome, scored, ungraded

PROMPT = """You check answers to questions with a known correct answer.

Question: {question}
Correct answer: {reference}
Answer to check: {answer}

Decide whether the answer to check says the same as the correct answer, given the question.
- It may use other words, a fuller sentence or another form of the same thing.
- If the question allows one choice, an answer that names several, hedges between them or names none is wrong.
- If the question allows several choices, the answer must name exactly those of the correct answer.
Give your reason in one sentence. Then end with a line that is exactly "Result: YES" or "Result: NO"."""

RESULT = re.compile(r"result:\W*(yes|no)\b", re.IGNORECASE)


async def grade(item: Item, answer: Answer, graders: Graders) -> Outcome:
    """1 if the judge says yes, 0 if it says no."""
    if not item.references:
        return ungraded("no reference")
    if not answer.text.strip():
        return scored(0.0, note="empty answer")
    prompt = PROMPT.format(question=item.text, reference="; ".join(item.references), answer=answer.text)
    right, ruling = await graders.judge("reader").ask([{"role": "user", "content": prompt}], read)
    return ruled(float(right), ruling)


def read(words: str) -> bool | None:
    """The last result that the judge states; None where it states none."""
    stated = RESULT.findall(words)
    return stated[-1].lower() == "yes" if stated else None


METRIC = Metric("llm_accuracy", 1, grade, role="reader", n_rulings=1)
