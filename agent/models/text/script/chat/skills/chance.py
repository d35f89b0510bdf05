"""Coins, dice and random numbers. The draws follow from the conversation, so that the same talk gives the same ones."""

import re
from zlib import crc32

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply
from scenarios.forms.words import words


def chance(heard: Heard, memory: Memory) -> Reply | None:
    """A coin, a die, a number, or one of two things."""
    said = " ".join(words(heard.text))
    if re.search(r"\b(?:flip|toss|throw)(?: me)? (?:a )?coin\b|heads or tails", said):
        return Reply(f"It's {('heads', 'tails')[draw(memory, 2)]}.")
    if re.search(r"\b(?:roll|throw) (?:a |the |1 |me a )?(?:die|dice)\b", said):
        return Reply(f"You rolled a {draw(memory, 6) + 1}.")
    match = re.search(
        r"(?:pick|choose|give me|think of|say|tell me) (?:a |any )?(?:random )?number between (\d+) and (\d+)", said
    )
    if match and int(match[1]) < int(match[2]):
        return Reply(f"{int(match[1]) + draw(memory, int(match[2]) - int(match[1]) + 1)}.")
    match = re.fullmatch(
        (
            r"(?:should i|shall i|would you|help me choose|choose between|pick|what is better|which is better)(?: "
            r"between| choose| take| have| get)? (.{2,30}?) or (.{2,30}?)(?: today| tonight)?"
        ),
        heard.core,
    )
    if match:
        options = [re.sub(r"^(?:have|get|take|eat|go for|go) ", "", match[n]) for n in (1, 2)]
        return Reply(f"Hmm. I'd say {options[draw(memory, 2)]}. But what does your gut say?")
    return None


def draw(memory: Memory, n: int) -> int:
    """A number from 0 up to, not including, n."""
    return crc32(f"{memory.count('draw')} {' '.join(memory.heard)}".encode()) % n
