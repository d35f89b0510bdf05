"""Spelling, letters, rhymes and words said backwards."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_VOWELS = "aeiou"


def spelling(heard: Heard, memory: Memory) -> Reply | None:
    """A word letter by letter."""
    match = re.fullmatch(
        (
            r"(?:how (?:do|would|can|should) (?:you|i|we|one) (?:spell|write)|spell(?: out)?|how is)(?: the word| "
            r"me)? (?P<word>[a-z']+)(?: spelled)?"
        ),
        heard.core,
    )
    if match:
        word = match["word"]
        return Reply(f"{word.capitalize()} is spelled {', '.join(c.upper() for c in word if c.isalpha())}.")
    match = re.fullmatch(
        (
            r"how many (?P<what>letters|vowels|syllables)(?: are there| are| does)?(?: in)?(?: the word)? "
            r"(?P<word>[a-z']+)(?: have)?"
        ),
        heard.core,
    )
    if match:
        return Reply(_counted(match["what"], match["word"]))
    match = re.fullmatch(
        r"(?:say|spell|what is) (?:the word )?(?P<word>[a-z]+) (?:backwards|in reverse|backward)", heard.core
    )
    if match:
        return Reply(
            f"{match['word'].capitalize()} backwards is {match['word'][::-1]}: "
            f"{', '.join(match['word'][::-1].upper())}."
        )
    if heard.is_(r"(?:say |recite |tell me )?(?:the )?alphabet"):
        return Reply("A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, and Z.")
    return None


def _counted(what: str, word: str) -> str:
    letters = [c for c in word if c.isalpha()]
    if what == "letters":
        n = len(letters)
    elif what == "vowels":
        n = sum(c in _VOWELS for c in letters)
    else:
        n = max(1, len(re.findall(r"[aeiouy]+", word.removesuffix("e") if not word.endswith("le") else word)))
    return f"{word.capitalize()} has {n} {what if n != 1 else what[:-1]}."
