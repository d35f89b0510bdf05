"""Pairwise win rate: a comparing judge hears the model's answer and the baseline's, in both orders, for three aspects.

Six rulings: words, manner of speaking and sound, each with either answer first. In each order the three votes are
averaged and read as a win, a tie or a loss (1, 1/2, 0); the score is the mean of both orders, so a judge that favours
a place favours nobody. (The published script scores the first order only.) All six must be readable: one that is not
leaves the item ungraded. The clips are sent one by one, each with its name before it, not run together with spoken
names.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.benchmark.chat import sound_part, text_part
from analysis.benchmark.items import Answer, Item
from analysis.benchmark.judges.judge import Ruling
from analysis.benchmark.metrics.metric import Graders, Metric, ruled
from analysis.benchmark.metrics.spoken_json import json_in
from analysis.benchmark.outcomes import Outcome, ungraded

ASPECTS: Mapping[str, str] = {
    "words": (
        "Judge only the words that are said, as if you read a transcript: are they right, complete, well ordered and "
        "well chosen for the instruction? Ignore voice, tone, accent and the sound itself."
    ),
    "manner": (
        "Judge only how it is said: tone and feeling, rhythm, stress and intonation, expression, and an accent or "
        "pronunciation where the instruction asks for one. Ignore which words are used."
    ),
    "sound": (
        "Judge only the quality of the speech: is it clear, natural, fluent, free of glitches, distortion and noise? "
        "Ignore what is said and how expressively."
    ),
}
TASK = (
    "You compare two spoken answers to one spoken instruction. {aspect} Neither the order nor the length of the "
    'answers counts. Answer with one JSON object: {{"reasoning": "...", "label": "1"}}; the label is "1" if the '
    'first answer is better, "2" if the second is, "tie" only if you cannot choose.'
)


async def grade(item: Item, answer: Answer, graders: Graders) -> Outcome:
    """1 for a win in both orders, 0 for a loss in both."""
    if item.reference_audio is None or answer.audio is None:
        return ungraded("no baseline answer to compare with")
    judge, votes = graders.judge("comparer"), {}
    ruling: Ruling | None = None
    for model_first in (True, False):
        pair = (answer.audio, item.reference_audio) if model_first else (item.reference_audio, answer.audio)
        for name, aspect in ASPECTS.items():
            label, ruling = await judge.ask(_messages(item, aspect, pair), read)
            votes[f"{name}, {'first' if model_first else 'second'}"] = _value(label, model_first=model_first)
    assert ruling is not None
    orders = [[value for name, value in votes.items() if name.endswith(end)] for end in ("first", "second")]
    score = sum(_result(sum(values) / len(values)) for values in orders) / len(orders)
    return ruled(score, ruling, pass_at=0.75, votes=votes)


def read(words: str) -> str | None:
    """The label; None where it is not one of the three."""
    label = str((json_in(words) or {}).get("label", "")).strip().lower()
    return label if label in {"1", "2", "tie"} else None


def _value(label: str, *, model_first: bool) -> float:
    if label == "tie":
        return 0.5
    return float((label == "1") == model_first)


def _result(mean: float) -> float:
    return 0.5 if mean == 0.5 else float(mean > 0.5)


def _messages(item: Item, aspect: str, pair: tuple[Path, Path]) -> list[dict[str, Any]]:
    heard = [part for path in item.audio for part in (text_part("The instruction:"), sound_part(path))]
    content = [
        *heard,
        text_part("The first answer:"),
        sound_part(pair[0]),
        text_part("The second answer:"),
        sound_part(pair[1]),
    ]
    return [{"role": "system", "content": TASK.format(aspect=aspect)}, {"role": "user", "content": content}]


METRIC = Metric("win_rate", 1, grade, role="comparer", n_rulings=6, hears=True)
