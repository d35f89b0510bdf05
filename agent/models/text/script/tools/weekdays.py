"""The days of the week on which something holds: named anew, or added to those that are known."""

from agent.models.text.script.tools.knowledge import Knowledge
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.readings import Span
from agent.models.text.script.tools.toolview import Param
from scenarios.forms.days import WEEKDAYS

_MORE = frozenset("add also besides too plus additionally extra top well include".split())
_ONLY = frozenset("only just instead set change".split())
_OFF = frozenset("not remove drop without except".split())


def weekdays(param: Param, reading: Reading, knowledge: Knowledge) -> list[str] | None:
    """All days, as the tool wants them; None where they are not known yet."""
    named = _named(reading)
    known = knowledge.values.get(param.name)
    words = {*reading.request.words}
    adds = words & _MORE or (isinstance(known, list) and not words & (_ONLY | _OFF))
    if named and not adds and not words & _OFF:
        return named
    if not isinstance(known, list):
        return None
    if words & _OFF:
        return [day for day in known if day not in named]
    return sorted({*known, *named}, key=WEEKDAYS.index)


def _named(reading: Reading) -> list[str]:
    """Weekdays that stand for themselves and not for a date."""
    dates = {
        i
        for moment in reading.moments
        if any(reading.tokens[i].word[:1].isdigit() or reading.tokens[i].word == "the" for i in _inside(moment.span))
        for i in _inside(moment.span)
    }
    named = [token.word.removesuffix("s") for i, token in enumerate(reading.tokens) if i not in dates]
    return [day for day in dict.fromkeys(named) if day in WEEKDAYS]


def _inside(span: Span) -> range:
    return range(span.start, span.end)
