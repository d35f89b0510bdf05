"""As in "Don't send anything" or "I changed my mind": what was asked about shall not be done."""

import re

from agent.models.text.script.language import tokenize, words_of
from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.evidence import asked_verbs
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.references import by_name
from agent.models.text.script.tools.toolview import ToolView

_LEAD = re.compile(
    r"^(?:(?:no|nope|nah|oh|wait|stop|hold on|sorry|actually|hm+|um+|uh|okay|ok|well|please|but|and|then|on second "
    r"thoughts?|i said|i think|i guess|just)(?: |$))+"
)
_OUTRIGHT = re.compile(
    r"(?:i (?:have |just )?)?changed my mind(?: about (?:it|that|this))?|never mind(?: (?:it|that|then))?|"
    r"no(?:ne|thing| one|body)|neither(?: of them)?|forget (?:about )?(?:it|that)|no,? thank(?:s| you)"
)
_NOT = re.compile(
    r"(?:let us not|(?:you )?(?:do|should|must|can|need) not|never|i (?:really )?(?:do|would|will) not (?:want|like|"
    r"need|wish)(?: you)?(?: to)?|i (?:would|had) rather not|i am not going to|i will not)(?: (?P<deed>.*))?"
)
_NO_REFUSAL = re.compile(r"(?:forget|worry|mind|know|care|matter|think|understand|remember|have)\b")
_DROPS_FIRST = re.compile(
    r"(?P<refusal>(?:(?:no|wait|actually|okay|ok|oh|sorry|well),? )*(?:stop(?: it| that)?|never mind(?: that)?|"
    r"forget (?:it|that)|(?:skip|leave|drop|cancel) (?:it|that))),? (?:and |but |just |please |then )*(?P<rest>.+)",
    re.IGNORECASE,
)
_MERELY = frozenset(
    "do it that this them these those any anything anyone anybody all of to one ones thing things "
    "bother now yet please anymore more after so for me at either the a an my".split()
)
_OF_ALL = frozenset("any anything anyone anybody nothing none nobody all everything".split())
_IN_WORDS = ("title", "body", "query", "text", "place", "names")
_STOPS = re.compile(r"\bstop\b")


def refuses(text: str, asked: Item) -> bool:
    """Whether an answer to our question says nothing but that it shall not be done.

    Where words were asked for, they may be meant to be written down: only what speaks of the deed itself refuses.
    """
    parts = [" ".join(words_of(part)) for part in re.split(r"[.,;:!?]+", text) if words_of(part)]
    dictated = asked.asked is not None and asked.asked.kind in _IN_WORDS
    verdicts = [_refuses(part, asked, dictated=dictated) for part in parts]
    return True in verdicts and False not in verdicts


def refused_first(text: str, asked: Item) -> tuple[str, str]:
    """The refusal that the words begin with, and what is said after it; the former empty where there is none."""
    sentences = re.split(r"(?<=[.!?;])\s+", text)
    n_refusing = next((i for i, part in enumerate(sentences) if not refuses(part, asked)), len(sentences))
    if 0 < n_refusing < len(sentences):
        return " ".join(sentences[:n_refusing]), " ".join(sentences[n_refusing:])
    match = _DROPS_FIRST.match(text)
    return (match["refusal"], match["rest"]) if match is not None else ("", text)


def left_of(text: str, asked: Item) -> Thing | None:
    """As in "Not Chris Baker, the other one": the only option that is not ruled out; None where none is, or several."""
    out, named = set[str](), set[str]()
    for part in re.split(r"[.,;:!?]+|\bbut\b", text):
        bare = _LEAD.sub("", " ".join(words_of(part)))
        rules_out = bare.startswith("not ")
        things = by_name([t for t in tokenize(bare.removeprefix("not ")) if t.word not in _MERELY], asked.options)
        (out if rules_out else named).update(thing.id for thing in things.things)
    left = [thing for thing in asked.options if thing.id not in out]
    return left[0] if len(left) == 1 and out and named <= {left[0].id} else None


def refuse(text: str, agenda: list[Item], asked: Item) -> None:
    """Take off the agenda what was asked about, and whatever else the refusal speaks of."""
    of_all = bool(_OF_ALL & {*words_of(text)})
    agenda[:] = [item for item in agenda if item is not asked and not of_all and not _same_deed(item, asked)]


def _refuses(part: str, asked: Item, *, dictated: bool) -> bool | None:
    """For one part of the answer; None where it only leads in."""
    bare = _LEAD.sub("", part)
    if not bare:
        return True if _STOPS.search(part) else None
    if _OUTRIGHT.fullmatch(bare):
        return True
    match = _NOT.fullmatch(bare)
    if match is None:
        return False
    deed = match["deed"] or ""
    if _NO_REFUSAL.match(deed):
        return False
    return not dictated or {*deed.split()} <= _MERELY | _words_for(asked.tool) | asked_verbs(asked.reading.request)


def _words_for(tool: ToolView | None) -> frozenset[str]:
    return frozenset((*tool.verbs, *tool.short)) if tool is not None else frozenset()


def _same_deed(item: Item, asked: Item) -> bool:
    if item.after is asked:
        return True
    if item.tool is not None:
        return item.tool is asked.tool
    return item.reading.request.verb == asked.reading.request.verb
