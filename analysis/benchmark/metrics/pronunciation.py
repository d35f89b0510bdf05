"""LAM-Judge for pronunciation: a listening judge says whether the answer is pronounced as the reference is."""

from typing import Any

from analysis.benchmark.chat import sound_part, text_part
from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric, ruled
from analysis.benchmark.metrics.spoken_json import json_in
from analysis.benchmark.outcomes import Outcome, ungraded

TASK = (
    "You are a phonetician and compare two recordings of a word. Compare the sequence of phonemes, the number of "
    "syllables and where the stress lies. Voice, speed, and what comes from a regional accent alone do not count. "
    'Answer in text with one JSON object: {"reasoning": "...", "match": true}, where match says if both sound alike.'
)


async def grade(item: Item, answer: Answer, graders: Graders) -> Outcome:
    """1 for a match, 0 otherwise."""
    if item.reference_audio is None or answer.audio is None:
        return ungraded("no reference recording")
    content: list[dict[str, Any]] = [
        text_part("The first recording:"),
        sound_part(item.reference_audio),
        text_part("The second recording:"),
        sound_part(answer.audio),
    ]
    messages: list[dict[str, Any]] = [{"role": "system", "content": TASK}, {"role": "user", "content": content}]
    alike, ruling = await graders.judge("listener").ask(messages, read)
    return ruled(float(alike), ruling)


def read(words: str) -> bool | None:
    """The verdict; None where it is neither true nor false."""
    match = (json_in(words) or {}).get("match")
    return match if isinstance(match, bool) else None


METRIC = Metric("pronunciation", 1, grade, role="listener", n_rulings=1, hears=True)
