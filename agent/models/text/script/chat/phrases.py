"""Which of the user's words can stand in a sentence of the assistant: a thing, a person, doing something."""

import re

from agent.models.text.script.chat.told import turned
from agent.models.text.script.language import words_of

_NO_PART = frozenset(
    "i you he she it we they me him them us am is are was were be been do does did done have has had "
    "will would can could "
    "should shall might must may if because what who where when why how which whose whom not no yes "
    "really very so just "
    "also even still already maybe then than too please like get go come say tell know think want make see take give "
    "find let put use try ask need feel keep mean got went came said told knew thought wanted made saw took gave found "
    "anything something nothing everything else more again there here ever never always often usually that it's this "
    "these those or but one ones".split()
)
_BEGINS = frozenset("the a an my your our his her their some two three four five many most all both".split())
_JOINS = frozenset("of in at on for with from to near by about".split())
_LONGEST = 6


def noun_phrase(words: str) -> str | None:
    """The words as a phrase of the assistant's, or None where they are none: "do at the weekend"."""
    parts = [part.strip(",") for part in words.strip(" .,!?").split()]
    plain = words_of(" ".join(parts))
    if not 1 <= len(parts) <= _LONGEST or _NO_PART.intersection(plain):
        return None
    if plain[-1] in _BEGINS | _JOINS or (plain[0] in _JOINS and len(parts) < 2):
        return None
    return turned(" ".join(parts))


def thing(words: str) -> str | None:
    """A noun phrase that can be what is talked about: begun by no preposition, a name, a plural, or doing something."""
    phrase = noun_phrase(words)
    if phrase is None:
        return None
    first = phrase.split()[0]
    if first.lower() in _JOINS or re.search(r"\b(?:at|to|in) (?:the )?(?:weekend|moment)\b", phrase):
        return None
    is_plain = first.lower() in _BEGINS or first[0].isupper() or re.search(r"(?:s|ing)$", phrase.split()[-1])
    return phrase if is_plain or first.endswith("ing") or len(phrase.split()) == 1 else None
