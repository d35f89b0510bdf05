"""Whether a value fits a matcher: one small function for each kind, all on canonical forms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scenarios.forms.moments import Reading, read_moment
from scenarios.forms.names import is_nearest
from scenarios.forms.quantities import read_money, read_number
from scenarios.forms.words import asserts, canonical, mentions, same_text, says, similarity, squeezed
from scenarios.rules import Absent, Anything, Exact, Items, Matcher, Money, Name, Number, OneOf, Ref, Text, When
from scenarios.verifier.pairing import pair
from scenarios.verifier.said import says_days, says_times


class Missing:
    """The type of ``MISSING``."""

    __slots__ = ()


MISSING = Missing()  # an argument or key that is not there


@dataclass(frozen=True, slots=True)
class Context:
    """What a matcher may look at besides the value: the scenario's now and the names bound so far.

    With ``any_ref`` a bound name fits every value: what may fit once the name is bound.
    """

    now: datetime
    bound: Mapping[str, Any] = field(default_factory=dict)
    any_ref: bool = False


def fits(matcher: Matcher, value: Any, context: Context) -> bool:
    """Whether a value (or ``MISSING``) fits. A name that is not bound fits nothing."""
    if value is MISSING or value is None:
        return isinstance(matcher, Absent) or (
            value is None and isinstance(matcher, Exact | OneOf) and _KINDS[type(matcher)](matcher, value, context)
        )
    return _KINDS[type(matcher)](matcher, value, context)


def equal(wanted: Any, value: Any) -> bool:
    """Equality of JSON values in canonical form: text by its words' spelling, numbers by value, order of keys apart."""
    if isinstance(wanted, bool) or isinstance(value, bool):
        return wanted is value
    if isinstance(wanted, int | float) and isinstance(value, int | float):
        return abs(wanted - value) <= 1e-9 * max(1.0, abs(wanted))
    if isinstance(wanted, str | int | float) and isinstance(value, str | int | float):
        return canonical(str(wanted)) == canonical(str(value))
    if isinstance(wanted, list) and isinstance(value, list):
        return len(wanted) == len(value) and all(map(equal, wanted, value))
    if isinstance(wanted, dict) and isinstance(value, dict):
        return wanted.keys() == value.keys() and all(equal(item, value[key]) for key, item in wanted.items())
    return wanted is None and value is None


def _exact(matcher: Exact, value: Any, _: Context) -> bool:
    return equal(matcher.value, value)


def _one_of(matcher: OneOf, value: Any, _: Context) -> bool:
    return any(equal(wanted, value) for wanted in matcher.values)


def _text(matcher: Text, value: Any, context: Context) -> bool:
    if not isinstance(value, str):
        return False
    if any(same_text(whole, value) for whole in matcher.whole):
        return True
    same = matcher.value is None or same_text(matcher.value, value)
    if not same and (matcher.min_ratio == 1 or similarity(matcher.value or "", value) < matcher.min_ratio):
        return False
    wanted = (*((phrase,) for phrase in matcher.all_of), *matcher.any_of)
    told = asserts if matcher.stated else says
    if not all(any(told(value, phrase) for phrase in alike) for alike in wanted):
        return False
    if any(says(value, phrase) for phrase in matcher.none_of):
        return False
    if any(mentions(value, phrase) and not says(value, phrase) for phrase in matcher.undenied):
        return False
    return says_days(matcher.days, value, context.now.date()) and says_times(matcher.times, value)


def _name(matcher: Name, value: Any, _: Context) -> bool:
    if not isinstance(value, str) or not squeezed(value):
        return False
    if any(same_text(value, rival) for rival in matcher.rivals):
        return False
    if any(same_text(value, name) for name in (matcher.value, *matcher.aliases)):
        return True
    return is_nearest(value, matcher.value, matcher.rivals)


def _number(matcher: Number, value: Any, _: Context) -> bool:
    number = read_number(value)
    if number is None:
        return False
    if matcher.value is not None and abs(number - matcher.value) > matcher.tol + matcher.rel * abs(matcher.value):
        return False
    above = matcher.at_least is None or number >= matcher.at_least - matcher.tol
    return above and (matcher.at_most is None or number <= matcher.at_most + matcher.tol)


def _money(matcher: Money, value: Any, _: Context) -> bool:
    amount = read_money(value)
    if amount is None or (amount.currency or matcher.currency) != matcher.currency:
        return False
    return abs(amount.value - matcher.value) <= matcher.tol + 1e-9


def _when(matcher: When, value: Any, context: Context) -> bool:
    wanted = read_moment(matcher.value, context.now)
    said = read_moment(value, context.now) if isinstance(value, str) else None
    if wanted is None or said is None:
        return False
    if matcher.grain == "date":
        return wanted.days[0] in said.days
    tolerance = timedelta(minutes=matcher.tol_minutes)
    ignore_day = matcher.grain == "time"
    return any(
        abs(one - other) <= tolerance
        for one in _instants(wanted, context.now, ignore_day=ignore_day)[:1]
        for other in _instants(said, context.now, ignore_day=ignore_day)
    )


def _instants(reading: Reading, now: datetime, *, ignore_day: bool) -> list[datetime]:
    """Every instant a reading may mean; a time alone is today's."""
    days = (now.date(),) if ignore_day else reading.days or (now.date(),)
    return [datetime.combine(day, moment) for day in days for moment in reading.times]


def _items(matcher: Items, value: Any, context: Context) -> bool:
    found: Sequence[Any] = value if isinstance(value, list) else [value]
    if len(found) < len(matcher.values) or (len(found) > len(matcher.values) and not matcher.extra_ok):
        return False
    fitting = [[fits(wanted, item, context) for item in found] for wanted in matcher.values]
    if matcher.ordered:
        return _in_order(fitting, len(found))
    wishes = [[item for item, fit in enumerate(row) if fit] for row in fitting]
    return len(pair(wishes)) == len(wishes)


def _in_order(fitting: list[list[bool]], n_found: int) -> bool:
    at = 0
    for row in fitting:
        at = next((index + 1 for index in range(at, n_found) if row[index]), 0)
        if not at:
            return False
    return True


def _ref(matcher: Ref, value: Any, context: Context) -> bool:
    return context.any_ref or (matcher.name in context.bound and equal(context.bound[matcher.name], value))


def _anything(_matcher: Anything, _value: Any, _: Context) -> bool:
    return True


def _absent(_matcher: Absent, _value: Any, _: Context) -> bool:
    return False


_KINDS: dict[type[Any], Callable[[Any, Any, Context], bool]] = {
    Exact: _exact,
    Text: _text,
    Name: _name,
    OneOf: _one_of,
    Number: _number,
    Money: _money,
    When: _when,
    Items: _items,
    Ref: _ref,
    Anything: _anything,
    Absent: _absent,
}
