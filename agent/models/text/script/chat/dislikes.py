"""What the user does not want, like or have, with what belongs to it: who hates cooking is not told to bake."""

import re
from collections.abc import Iterable

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import parts_of, stems_of, words_for
from agent.models.text.script.chat.memory import Memory

DISLIKES = re.compile(
    r"\b(?:(?:do|does) not (?:really |much |even )?(?:like|want|eat|drink|enjoy|do)|can not (?:stand|eat|have|bear)|"
    r"never (?:eats?|drinks?|cooks?)|(?:really )?(?:hates?|dislikes?|detests?|loathes?)|allergic to|"
    r"not (?:really |much )?(?:into|a fan of|interested in)|(?:sick|tired|bored) of|fed up with)"
    r"(?: (?:any|a|the|to|all))* (?P<what>[\w']+(?: [\w']+)?)"
)
_WITHOUT = re.compile(r"\b(?:no|without(?: any)?|never|hates?) \w+")
_CHOICE = re.compile(r"(?:[\w']+, )*[\w']+,? or (?:an? )?[\w']+")
_DIETS = (
    (re.compile(r"\b(?:i am|we are|is|are) (?:an? |both |all |strictly )?vegetarians?\b"), "meat fish"),
    (re.compile(r"\b(?:i am|we are|is|are) (?:an? |both |all |strictly )?vegans?\b"), "meat fish egg dairy"),
)


def dislikes(memory: Memory) -> frozenset[str]:
    """The stems of what the user does not want, like or have, and of what is a part of that."""
    said = [Heard(clause.said).plain for clause in memory.told]
    named = [stems_of(match["what"]) for plain in said for match in DISLIKES.finditer(plain)]
    named += [stems_of(words) for plain in said for diet, words in _DIETS if diet.search(plain)]
    stems = frozenset().union(*named) - words_for("common")
    return stems | parts_of(stems)


def goes_against(sentences: Iterable[str], disliked: frozenset[str]) -> bool:
    """Whether advice is about something disliked; what is one of several things to choose from may stay."""
    return any(disliked & stems_of(left_out(_CHOICE.sub(" ", part))) for part in sentences)


def left_out(text: str) -> str:
    """A text without what it says to do without."""
    return _WITHOUT.sub(" ", text)
