"""GPT-score: a rating judge reads the answer's words and gives 1 to 10; ``(s - 1)/9``.

Two forms: a chatbot's answer by its question alone (UltraEval-Audio), and with a checklist (WildSpeech-Bench). The
judge is asked once, at temperature 0 with a seed; WildSpeech-Bench's own script takes three transcripts and
temperature 0.5.
"""

import re

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Grade, Graders, Metric, ruled, words_of
from analysis.benchmark.outcomes import Outcome, scored

PASS_AT = 0.5
RATING = re.compile(r"rating:\W*(\d+(?:\.\d+)?)", re.IGNORECASE)

CHAT = """Rate how well a voice assistant answered. What it said was written down from its speech.

Question: {question}
Answer: {answer}

Consider whether the answer helps, fits the question, is true, goes deep enough and is put well for listening.
Give your reasons in a few sentences. Then end with a line "Rating: n", n from 1 (useless) to 10 (perfect)."""

CHECKLIST = """Rate how well a voice assistant answered. Question and answer were spoken and have been written down.

Question: {question}
Answer: {answer}

What a good answer pays attention to (a guide; an answer may do well without every point):
- it does what was asked; not doing so is a serious fault
- what it says is true; a false statement is a serious fault
- it does not repeat itself over and over
{checklist}

1-2: of no value. 3-4: of some value, with several serious faults. 5-6: answers in the main, with small faults.
7-8: answers well, without large faults. 9-10: leaves hardly anything to wish for.
Name strengths and weaknesses. Then end with a line "Rating: n", n from 1 to 10."""


def _graded_by(prompt: str) -> Grade:
    async def grade(item: Item, answer: Answer, graders: Graders) -> Outcome:
        words, source = await words_of(answer, graders)
        if not words.strip():
            return scored(0.0, raw=1.0, note="empty answer", words_from=source)
        details = {"question": item.details.get("question", ""), "checklist": item.details.get("checklist", "")}
        message = {"role": "user", "content": prompt.format(answer=words, **details)}
        rating, ruling = await graders.judge("rater").ask([message], read)
        return ruled((rating - 1) / 9, ruling, raw=rating, pass_at=PASS_AT, words_from=source, words=words)

    return grade


def read(words: str) -> float | None:
    """The last rating that the judge states; None where there is none from 1 to 10."""
    stated = [float(number) for number in RATING.findall(words)]
    return stated[-1] if stated and 1 <= stated[-1] <= 10 else None


METRIC = Metric("gpt_score", 1, _graded_by(CHAT), role="rater", n_rulings=1)
WITH_CHECKLIST = Metric("checklist_score", 1, _graded_by(CHECKLIST), role="rater", n_rulings=1)
