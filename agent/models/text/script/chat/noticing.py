"""What the words say of the user at once: the name, and how they feel."""

import re

from agent.models.text.script.chat.heard import Heard

_FEELINGS = (
    "tired sad happy stressed bored excited nervous anxious lonely angry sick ill exhausted great good fine okay "
    "ok well worried overwhelmed relaxed down depressed frustrated upset scared proud curious hungry thirsty "
    "sleepy hopeful grateful amazing terrible awful bad fantastic wonderful"
).split()
_NO_NAMES = frozenset(_FEELINGS) | frozenset(
    "not sorry just so very really going trying looking doing here sure thinking wondering planning working "
    "feeling a an the in on at from glad afraid back home ready done calling interested hoping having getting "
    "still also about pretty kind supposed only currently learning studying living married single retired free new "
    "busy late using talking listening playing cooking reading it my".split()
)
_DEGREES = (
    r"so|very|really|a bit|a little|kind of|pretty|quite|just|a|bit|little|rather|super|too|doing|still|also|feeling"
)


def name_in(heard: Heard) -> str | None:
    """The name with which the user introduces themselves."""
    match = re.search(r"\bmy name is (?P<name>\w+)|\b(?:you can )?call me (?P<called>\w+)", heard.plain)
    if match:
        name = match["name"] or match["called"]
        return None if name in _NO_NAMES else name.capitalize()
    for sentence in heard.sentences:
        match = re.match(r"(?:hi |hello |hey )*(?:i am|this is) (?P<name>[a-z]+)(?: here)?$", sentence.bare)
        if match and match["name"] not in _NO_NAMES and re.search(rf"\b{match['name'].capitalize()}\b", heard.text):
            return match["name"].capitalize()
    return None


def feeling_in(heard: Heard) -> str | None:
    """A word for how the user feels now."""
    match = re.search(
        rf"\b(?:i am|i feel|i have been|i am feeling|been feeling|^feeling|^a bit|^a little|^very|^pretty|^quite) "
        rf"(?:(?:{_DEGREES}) )*(?P<what>{'|'.join(_FEELINGS)})\b(?! at)",
        heard.plain,
    )
    return match["what"] if match is not None else None
