"""1-JER: one minus the Jaccard error rate of speakers over sentences, speakers matched as well as can be.

For a reference speaker and the answer's speaker matched to it, the error is one minus shared sentences over all
sentences of either; a reference speaker without a match has error 1. Sentences that the answer does not label belong
to nobody. So an answer without a single label has error 1, where CAVA's code scores it as if one speaker had said
everything.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric
from analysis.benchmark.outcomes import Outcome, scored, ungraded

PASS_AT = 0.5
LABEL = re.compile(r"sentence\W*(\d+)\W*speaker\W*(\w+)", re.IGNORECASE)


async def grade(item: Item, answer: Answer, _graders: Graders) -> Outcome:
    """One minus the mean error over the reference's speakers."""
    if not item.references:
        return ungraded("no reference")
    said = labels_in(answer.text)
    error = jaccard_error(item.references, said)
    return scored(1.0 - error, raw=error, pass_at=PASS_AT, n_labelled=len(said))


def labels_in(text: str) -> dict[int, str]:
    """The speaker of each sentence that an answer labels; the first label of a sentence counts."""
    labels: dict[int, str] = {}
    for sentence, speaker in LABEL.findall(text):
        labels.setdefault(int(sentence), speaker.lower())
    return labels


def jaccard_error(reference: Sequence[str], said: Mapping[int, str]) -> float:
    """The mean error over the reference's speakers, in [0, 1]; sentences are numbered from 1."""
    from scipy.optimize import linear_sum_assignment

    true = _sentences(dict(enumerate(reference, start=1)))
    given = _sentences({number: speaker for number, speaker in said.items() if number <= len(reference)})
    if not given:
        return 1.0
    errors = [[1 - len(one & other) / len(one | other) for other in given.values()] for one in true.values()]
    rows, columns = linear_sum_assignment(errors)
    matched = sum(errors[row][column] for row, column in zip(rows, columns, strict=True))
    return float((matched + len(true) - len(rows)) / len(true))


def _sentences(labels: Mapping[int, str]) -> dict[str, set[int]]:
    spoken: dict[str, set[int]] = defaultdict(set)
    for sentence, speaker in labels.items():
        spoken[speaker].add(sentence)
    return spoken


METRIC = Metric("jaccard", 1, grade)
