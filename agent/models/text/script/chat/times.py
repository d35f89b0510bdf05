"""Whether what is told is over or still to come, so that nobody is asked what they look forward to behind them."""

import re
from typing import Literal

Time = Literal["past", "future"]

_OVER = re.compile(
    r"\b(?:yesterday|ago|last (?:night|week|weekend|month|year|time|spring|summer|autumn|fall|winter|\w+day)|"
    r"back from|came back|(?:come|got|gotten|am|are) (?:just )?back|returned|used to|"
    r"when (?:i|we) (?:was|were)|(?:was|were) (?:going|planning|supposed) to|this morning|(?:is|are|was|were) over)\b"
)
_TO_COME = re.compile(
    r"\b(?:tomorrow|next (?:week|weekend|month|year|time|spring|summer|autumn|fall|winter|\w+day)|soon|upcoming|"
    r"(?:am|are|is) (?:\w+ )?(?:going|flying|driving|travell?ing|moving|leaving|visiting|getting married|starting)|"
    r"going to|will|planning|plan(?: (?:to|on|for))?|want to|wants to|would (?:like|love) to|hope to|hoping|"
    r"looking forward|look forward|thinking (?:of|about)|about to|booked|tickets for|"
    r"in (?:a|an|one|two|three|four|five|six|seven|ten|\d+|a few) (?:days?|weeks?|months?|years?))\b"
)
_TOLD_OF = re.compile(
    r"\b(?:was|were|went|had|came|did|saw|got|took|made|met|found|left|ate|won|lost|felt|bought|gave|thought|knew|"
    r"began|flew|drove|ran|spent|slept|broke|died|fell|been)\b|"
    r"\b(?:i|we|he|she|they|it|you|who) (?:just |also |never |really |all |finally |\w+ly )?(?!need\b)\w{3,}ed\b"
)
_ON_A_DAY = re.compile(r"\b(?:on|this|until) (?:\w+ )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_HAVE_GOT = re.compile(r"\bhave got\b|\bhad better\b|\bgot to\b")


def time_of(plain: str) -> Time | None:
    """The time that lower-case words without contractions tell of; None where they do not say."""
    if _OVER.search(plain):
        return "past"
    if _TO_COME.search(plain):
        return "future"
    if _TOLD_OF.search(_HAVE_GOT.sub(" ", plain)):
        return "past"
    return "future" if _ON_A_DAY.search(plain) else None
