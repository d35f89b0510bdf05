"""What a simulated participant says: its card's own words, turned from "you" to "I".

A card tells a person what to do ("Ask what is in your calendar on Thursday."); whoever does it says something else
("Please tell me what is in my calendar on Thursday."). The lines hold nothing that the card does not.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from scenarios.card import Card

OPEN_CHAT = (
    "Hello. I went for a long walk by the river yesterday, and it did me good.",
    "Next week I want to cook something new for my friends. What would you suggest?",
    "I have always wondered why the sky turns red in the evening. Do you know?",
    "Thank you. And what did I tell you about my walk?",
)
GOODBYE = "That is all I wanted. Thank you, and goodbye."

_TURNED = (
    (r"\byou are\b", "I am"),
    (r"\byou were\b", "I was"),
    (r"\byourself\b", "myself"),
    (r"\byours\b", "mine"),
    (r"\byour\b", "my"),
    (r"\b(for|to|with|from|about|of|than|by|tells?|gives?|leaves?|lets?|shows?) you\b", r"\1 me"),
    (r"\byou(?=[.,;:?!])", "me"),
    (r"\byou\b", "I"),
)
_ASKING = re.compile(r"^(?:Then ask|Ask)(?: the assistant)? (?:to hear |for )?", re.IGNORECASE)
_HAVING = re.compile(r"^(?:Then have|Have) ", re.IGNORECASE)


class Wording(Protocol):
    """Whoever finds the words for a card."""

    async def lines(self, card: Card) -> Sequence[str]:
        """What to say, in order, goodbye included. Raises StudyRefusedError when no words could be had."""


class OwnWords:
    """The card's own words."""

    async def lines(self, card: Card) -> Sequence[str]:
        """The card turned into requests."""
        return lines_for(card)


def lines_for(card: Card) -> tuple[str, ...]:
    """What is said for a card, line by line, goodbye included."""
    return (*_lines(card), GOODBYE)


def turned(text: str) -> str:
    """A text for a person, in that person's mouth: "you" becomes "I" or "me"; every sentence begins with a capital."""
    for pattern, by in _TURNED:
        text = re.sub(pattern, by, text, flags=re.IGNORECASE)
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found[1] + found[2].upper(), text)


def _lines(card: Card) -> tuple[str, ...]:
    if card.category == "open_chat":
        return OPEN_CHAT
    if card.category == "goal_oriented":
        return (turned(card.situation or card.title), *map(_request, card.goals))
    known = {**card.identity, **card.key_details}
    details = tuple(f"{name}: {value}." for name, value in known.items())
    first = " ".join((turned(card.goal or card.title), *details))
    return (f"Hello. I need your help. {first}", *map(_request, card.tasks))


def _request(task: str) -> str:
    """One instruction of the card as it would be asked for."""
    if asked := _ASKING.match(task):
        return turned(f"Please tell me {task[asked.end() :]}")
    if had := _HAVING.match(task):
        return turned(f"Please have {task[had.end() :]}")
    return turned(f"Please help me with this: {task}")
