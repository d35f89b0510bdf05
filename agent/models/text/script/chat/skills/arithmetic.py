"""Sums, percentages, roots, and counting."""

import math
import operator
import re
from collections.abc import Callable

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply
from scenarios.forms.words import words

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_OPERATORS: tuple[tuple[str, Callable[[float, float], float], str], ...] = (
    (r"plus|and|\+|added to", operator.add, "plus"),
    (r"minus|less|-|take away", operator.sub, "minus"),
    (r"times|x|multiplied by|by|\*", operator.mul, "times"),
    (r"divided by|over|/", operator.truediv, "divided by"),
    (r"to the power of|to the", operator.pow, "to the power of"),
)
_ASKS = (
    r"^(?:what is|what s|whats|what are|how much is|how much are|calculate|compute|work out|and|what about|tell me|"
    r"what do you get if you .*?)\s*"
)
_LARGEST = 1e15


def arithmetic(heard: Heard, memory: Memory) -> Reply | None:
    """The result of a sum that was said in words or figures."""
    text = heard.text.lower().replace("×", " x ").replace("÷", " / ").replace("%", " percent ")
    said = " ".join(
        words(
            re.sub(r"(?<=\d)\s*([+*/])\s*(?=\d)", r" \1 ", re.sub(r"(?<=\d)\s*-\s*(?=\d)", " minus ", text))
            .replace("+", " plus ")
            .replace("*", " times ")
            .replace("/", " divided by ")
        )
    )
    result = _percentage(said) or _root(said) or _sum(said)
    if result is None:
        return None
    question, value = result
    if isinstance(value, str):
        return Reply(value)
    return Reply(
        memory.pick(
            f"{question} is {_shown(value)}.", f"That's {_shown(value)}.", f"{_shown(value)}, if I'm not mistaken."
        )
    )


def counting(heard: Heard, memory: Memory) -> Reply | None:
    """Counting up or down."""
    said = " ".join(words(heard.text))
    match = re.search(r"\bcount(?: (?:up|down|backwards))?(?: from (\d+))?(?: (?:up |down )?to (\d+))?", said)
    if match is None or not (match[1] or match[2]):
        return None
    down = "down" in said or "backwards" in said
    first = int(match[1]) if match[1] else 1
    last = int(match[2]) if match[2] else 1 if down else first + 9
    if abs(last - first) > 30:
        return Reply("That would take a while! Shall I count to twenty instead?")
    step = 1 if last >= first else -1
    return Reply(", ".join(str(n) for n in range(first, last + step, step)) + ".")


def _percentage(said: str) -> tuple[str, float | str] | None:
    match = re.search(rf"{_NUMBER} percent of {_NUMBER}", said)
    if match:
        return f"{match[1]} percent of {match[2]}", float(match[1]) * float(match[2]) / 100
    tip = re.search(rf"{_NUMBER} percent tip (?:on|for) {_NUMBER}", said)
    if tip:
        return "The tip", float(tip[1]) * float(tip[2]) / 100
    half = re.search(rf"\b(half|third|quarter) of {_NUMBER}", said)
    return (
        (f"A {half[1]} of {half[2]}", float(half[2]) / {"half": 2, "third": 3, "quarter": 4}[half[1]]) if half else None
    )


def _root(said: str) -> tuple[str, float | str] | None:
    root = re.search(rf"square root of {_NUMBER}", said)
    if root:
        value = float(root[1])
        return (
            ("The square root", math.sqrt(value)) if value >= 0 else ("", "A negative number has no real square root.")
        )
    square = re.search(rf"{_NUMBER} (squared|cubed)|square of {_NUMBER}", said)
    if square:
        value, power = float(square[1] or square[3]), 3 if square[2] == "cubed" else 2
        return "That", value**power
    return None


def _sum(said: str) -> tuple[str, float | str] | None:
    bare = re.sub(_ASKS, "", said).strip()
    first = re.match(_NUMBER, bare)
    if first is None:
        return None
    value, rest, terms = float(first[1]), bare[first.end() :].strip(), [first[1]]
    while rest:
        step = _step(value, rest, terms)
        if step is None:
            return None
        result, rest = step
        if isinstance(result, str):
            return "", result
        value = result
    return (" ".join(terms), value) if len(terms) > 1 else None


def _step(value: float, rest: str, terms: list[str]) -> tuple[float, str] | tuple[str, str] | None:
    for names, operate, name in _OPERATORS:
        match = re.match(rf"(?:{names}) {_NUMBER}(?: (?:equals?|is|makes?))?(?:$| )", rest)
        if match:
            terms += [name, match[1]]
            try:
                result = operate(value, float(match[1]))
            except ZeroDivisionError:
                return "Nobody can divide by zero, not even me.", ""
            except OverflowError:
                return "That number is too large for me.", ""
            return (
                ("That number is too large to say.", "")
                if abs(result) > _LARGEST
                else (result, rest[match.end() :].strip())
            )
    return None


def _shown(value: float) -> str:
    if float(value).is_integer():
        return f"{int(value):,}"
    rounded = round(value, 2)
    return f"{'about ' if rounded != round(value, 9) else ''}{rounded:,}"
