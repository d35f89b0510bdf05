"""The user puts right what was misheard or has changed: "no, I said Peter, not Paul"."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_LEAD = r"^(?:(?:no|nope|sorry|actually|wait|oh|well|but|hey|i mean)[,. ]+)*"
_IT_IS = (
    r"(?:i (?:just )?(?:said|meant|mean)|it is|it's|it was|that's|that is|he's|she's|he is|she is|"
    r"we're|they're|i'm|i am|"
    r"(?:my|his|her|the) name is)"
)
_WORDS = r"[\w'$ ]{1,30}?"
_NEW_NOT_OLD = re.compile(
    rf"{_LEAD}{_IT_IS}?\s*(?P<new>{_WORDS}),? (?:and )?not (?P<old>{_WORDS})[.!]?$", re.IGNORECASE
)
_NOT_OLD_NEW = re.compile(
    rf"{_LEAD}(?:{_IT_IS}\s+)?(?:not|isn't|wasn't|it isn't|it wasn't) (?P<old>{_WORDS})(?:[,.;] *| but "
    rf")(?:sorry,? |no,? |i mean,? )*"
    rf"(?:but )?(?:{_IT_IS}\s+)?(?P<new>{_WORDS})[.!]?$",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"^(?i:(?:no|sorry|wait|actually)[,. ]+(?:no[,. ]+)?(?:i (?:said|meant)|the name is|my name is|it's|it is)) "
    r"(?P<new>[A-Z]\w+)[.!]?$"
)
_CORRECTS = re.compile(r"^(?:no|nope|sorry|actually|wait)\b|\bi (?:just )?(?:said|meant|mean)\b")
_MOST_WORDS = 4


def correct(heard: Heard, memory: Memory) -> Reply | None:
    """Put the right word in the place of the wrong one, wherever it was kept."""
    text = heard.text.replace("’", "'").strip()
    match = _NEW_NOT_OLD.match(text) or _NOT_OLD_NEW.match(text) or _MEANT.match(text)
    if match is None or not _CORRECTS.search(heard.plain):
        return None
    new, old = match["new"].strip(), match.groupdict().get("old") or ""
    if not new or max(len(new.split()), len(old.split())) > _MOST_WORDS:
        return None
    old = old or _name_spoken_of(text, memory)
    earlier = [clause for clause in memory.told if clause.turn < memory.turn]
    is_name = bool(memory.name) and old.lower() == (memory.name or "").lower()
    if not old or not (is_name or any(clause.has_words(old) for clause in earlier)):
        return None
    if is_name:
        memory.name = new
    memory.told = [clause.with_words(old, new) for clause in memory.told]
    not_old = f", not {old}" if old and old.lower() != new.lower() else ""
    return Reply(
        memory.pick(
            f"Oh, sorry: {new}{not_old}. I'll remember that.",
            f"Thanks for putting me right: {new}{not_old}.",
            f"My mistake: {new}{not_old}. Got it.",
        ),
        keeps=True,
    )


def _name_spoken_of(text: str, memory: Memory) -> str:
    """The user's name, where that is what the words put right without repeating it; else empty."""
    name = memory.name or ""
    return name if "name is" in text.lower() or name in memory.last_reply else ""
