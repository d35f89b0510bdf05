"""IFEval: an answer passes when it follows every one of its instructions, checked without any judge.

Strict and by prompt, as CAVA scores it; the raw value is the share of instructions followed. An instruction that is not
known here, or whose arguments are not its own, leaves the item ungraded.
"""

import re
from typing import Any

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.ifeval_checks import CHECKS, UncheckableError
from analysis.benchmark.metrics.metric import Graders, Metric
from analysis.benchmark.outcomes import Outcome, scored, ungraded


async def grade(item: Item, answer: Answer, _graders: Graders) -> Outcome:
    """1 if all instructions are followed, 0 otherwise."""
    names = list(item.details.get("instruction_id_list") or ())
    arguments = list(item.details.get("kwargs") or ({},) * len(names))
    if not names or len(names) != len(arguments):
        return ungraded("no instructions, or not as many arguments as instructions")
    try:
        followed = {name: follows(name, answer.text, given or {}) for name, given in zip(names, arguments, strict=True)}
    except UncheckableError as reason:
        return ungraded(str(reason))
    return scored(float(all(followed.values())), raw=sum(followed.values()) / len(followed), followed=followed)


def follows(name: str, text: str, given: dict[str, Any]) -> bool:
    """Whether a text follows one instruction; an empty text follows none.

    Raises:
        UncheckableError: the instruction is not known, its arguments are not its own, or a library is missing.
    """
    check = CHECKS.get(name)
    if check is None:
        raise UncheckableError(f"no check for the instruction '{name}'")
    given = {key: value for key, value in given.items() if value is not None}
    try:
        return bool(text.strip()) and check(text, **given)
    except (TypeError, re.error) as error:
        raise UncheckableError(f"{name}: {error}") from error


METRIC = Metric("ifeval", 1, grade)
