"""What is paid, from what the server itself saw. Pure; amounts in minor units (cents)."""

from dataclasses import dataclass
from math import ceil

from server.schemas.participant import PayLine
from server.study_file import PayRules
from server.tables.ledger import Component


@dataclass(frozen=True, slots=True)
class Earned:
    """The facts that pay depends on."""

    talked_s: float
    submitted: bool = False  # the ratings are there
    task_done: bool = False  # the last verification of a tool-calling scenario was a success
    feedback_given: bool = False
    our_fault: bool = False  # the submission ended early because of us


def promised(rules: PayRules) -> list[PayLine]:
    """What the consent form says can be earned."""
    per_minute = f"{_amount(rules.per_minute_minor, rules.currency)} for every minute begun, up to {rules.max_minutes}"
    lines = [
        _line(rules, "Taking part", rules.base_minor, "after you submit your ratings"),
        _line(rules, "Conversation", rules.per_minute_minor * rules.max_minutes, per_minute),
        _line(rules, "Task", rules.task_bonus_minor, "when your scenario has a checklist and all of it is done"),
        _line(rules, "Feedback", rules.feedback_bonus_minor, "for explaining your ratings"),
    ]
    return [line for line in lines if line.amount_minor]


def earned(rules: PayRules, facts: Earned) -> list[PayLine]:
    """What was earned, line by line; lines of nothing are left out."""
    parts = earned_parts(rules, facts)
    words: dict[Component, tuple[str, str | None]] = {
        "base": ("Taking part", None),
        "minutes": ("Conversation", f"{_minutes(rules, facts)} min"),
        "task": ("Task", "checklist complete"),
        "feedback": ("Feedback", None),
        "fault": ("For the trouble", "the fault was ours"),
    }
    return [_line(rules, label, parts[part], note) for part, (label, note) in words.items() if part in parts]


def earned_parts(rules: PayRules, facts: Earned) -> dict[Component, int]:
    """What was earned, by component; components of nothing are left out."""
    parts: dict[Component, int] = {
        "base": rules.base_minor if facts.submitted or facts.our_fault else 0,
        "minutes": rules.per_minute_minor * _minutes(rules, facts),
        "task": rules.task_bonus_minor if facts.task_done else 0,
        "feedback": rules.feedback_bonus_minor if facts.feedback_given else 0,
    }
    if facts.our_fault:
        parts["fault"] = max(0, rules.fault_minor - sum(parts.values()))
    return {part: amount for part, amount in parts.items() if amount}


def _minutes(rules: PayRules, facts: Earned) -> int:
    return min(ceil(facts.talked_s / 60), rules.max_minutes)


def total_minor(lines: list[PayLine]) -> int:
    """The sum of the lines."""
    return sum(line.amount_minor for line in lines)


def total_text(lines: list[PayLine], currency: str) -> str:
    """The sum as people write it."""
    return _amount(total_minor(lines), currency)


def _line(rules: PayRules, label: str, amount_minor: int, note: str | None = None) -> PayLine:
    return PayLine(label=label, amount_minor=amount_minor, currency=rules.currency, note=note)


def _amount(minor: int, currency: str) -> str:
    symbol = {"USD": "$", "GBP": "£", "EUR": "€"}.get(currency, f"{currency} ")
    return f"{symbol}{minor // 100}.{minor % 100:02d}"
