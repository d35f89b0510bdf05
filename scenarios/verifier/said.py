"""Whether the days and times that a text names are those that its matcher asks for, and no others."""

from datetime import date, time

from scenarios.forms.mentions import days_said, times_said
from scenarios.forms.said_times import SaidTime
from scenarios.rules import SaidDays, SaidTimes


def says_days(wanted: SaidDays | None, text: str, today: date) -> bool:
    """Whether a text names each day that it must and, denied ones apart, none that it may not.

    What is denied on a day leaves the day: "I can't make it at six on Saturday; I'll be late" is about Saturday.
    """
    if wanted is None:
        return True
    said = days_said(text, today)
    allowed = {date.fromisoformat(day) for day in (*wanted.must, *wanted.may)}
    if any(not one.denied and allowed.isdisjoint(one.days) for one in said):
        return False
    must = (date.fromisoformat(day) for day in wanted.must)
    return all(any(day in one.days and not one.refused for one in said) for day in must)


def says_times(wanted: SaidTimes | None, text: str) -> bool:
    """Whether a text names each time that it must and, denied ones apart, none that it may not."""
    if wanted is None:
        return True
    said = times_said(text)
    if any(not any(_fits(one, rule) for rule in (*wanted.must, *wanted.may)) for one in said):
        return False
    return all(any(_fits(one, rule) for one in said) for rule in wanted.must)


def _fits(said: SaidTime, rule: str) -> bool:
    """Whether a time is the one of a rule such as "16:00", "from 10:00" or "to any"."""
    role, _, clock = rule.rpartition(" ")
    if role and said.role and said.role != role:
        return False
    return clock == "any" or time.fromisoformat(clock) in said.readings
