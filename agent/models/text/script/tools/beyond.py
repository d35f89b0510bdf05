"""What is asked for and no tool can do: it is not tried with the tool that happens to fit best."""

from agent.models.text.script.tools.evidence import asked_verbs, verb
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import is_deed
from agent.models.text.script.tools.toolview import ToolView
from agent.models.text.script.tools.vocabulary import MEANS, noun_classes
from agent.models.text.script.tools.work import Work

_SPECIAL = frozenset(  # verbs that mean one thing and not another
    "send post reply exchange return login repost like follow unfollow copy rename register pay order".split()
)
_TAKING = ("title", "body", "query", "names", "tags", "list")


def is_beyond(best: ToolView, reading: Reading, *, work: Work, begins: bool) -> bool:
    """Whether something else is to be done than the best tool does, or nothing of it was ever heard of.

    ``begins``: nothing was asked for before, by either side.
    """
    request = reading.request
    if request.question or request.wish or request.own or request.demand or reading.moments:
        return False
    if request.verb is not None:
        special = asked_verbs(request) <= _SPECIAL and verb(best, reading) < 0
        return special or _is_for_something_else(best, reading)
    strange = begins and not reading.numbers and not work.matcher.is_grounded(reading, work.knowledge)
    return is_deed(request) or strange


def _is_for_something_else(tool: ToolView, reading: Reading) -> bool:
    """As in "Book a hotel", where flights are booked: what shall be made is nothing that the tool could take."""
    if tool.reads or any(p.kind in _TAKING or (p.kind == "reference" and p.noun not in MEANS) for p in tool.params):
        return False
    words = reading.request.words
    made = next((i for i in reading.content if i == 2 and words[1] in ("a", "an")), None)
    return made is not None and not {*tool.word_weights} & noun_classes(words[made])
