"""What it knows of the world: capitals and a few dozen plain facts; and how it says that it does not know."""

import re
from functools import cache

from agent.models.text.script.chat.content import load, load_table
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_CAPITAL = (
    r"(?:what is |tell me |which is |name )?(?:the )?capital(?: city)?(?: of)?(?: the)? (?P<country>[a-z' ]+?)(?: "
    r"called)?"
)
_COUNTRY = (
    r"(?:which|what) country is (?P<city>[a-z' ]+) the capital of|(?P<other>[a-z' ]+) is the capital of (?:which|"
    r"what)(?: country)?"
)
_ABOUT_THE_WORLD = (
    r"(?:who|what|where|when|which|how (?:many|much|far|tall|old|big|long|high|fast|deep)) "
    r"(?:is|are|was|were|does|do|did|has|have|can|will|country|city|\w+)\b.*"
)
_WITH_THE = frozenset(
    ("united states", "united kingdom", "netherlands", "philippines", "czech republic", "dominican republic")
)
_SHORT = {"usa": "the United States", "us": "the United States", "uk": "the United Kingdom"}


def knows(heard: Heard, memory: Memory) -> Reply | None:
    """A fact, if it is among those that it has."""
    capitals = load_table("capitals")
    if (match := re.fullmatch(_CAPITAL, heard.core)) and match["country"] in capitals:
        return Reply(f"The capital of {_country(match['country'])} is {capitals[match['country']]}.")
    if match := re.fullmatch(_COUNTRY, heard.core):
        city = (match["city"] or match["other"]).strip()
        country = next((c for c, name in capitals.items() if name.lower() == city), None)
        if country:
            return Reply(f"{city.title()} is the capital of {_country(country)}.")
    if not heard.is_question and not re.match(r"(?:explain|define|describe|name)\b", heard.core):
        return None
    return next((Reply(answer) for pattern, answer in _facts() if pattern.search(heard.plain)), None)


def does_not_know(heard: Heard, memory: Memory) -> Reply | None:
    """A question about the world that it has no answer to."""
    if not heard.is_question or heard.has(r"you|your|i|my|me|we|us") or re.match(_ABOUT_THE_WORLD, heard.core) is None:
        return None
    answers = (
        "I don't know that one, and I'd rather not guess. What made you think of it?",
        "Good question, but I don't have the answer. Do you have a hunch?",
        "That's beyond what I know, I'm afraid. Is it something you're into?",
        "I wish I knew. Tell me what you know about it.",
    )
    return Reply(memory.pick(*answers), sure=False)


@cache
def _facts() -> list[tuple[re.Pattern[str], str]]:
    lines = (line.split("=>") for line in load("knowledge"))
    return [(re.compile(pattern.strip()), answer.strip()) for pattern, answer in lines]


def _country(name: str) -> str:
    titled = " ".join(word if word in ("of", "and") else word.capitalize() for word in name.split())
    return _SHORT.get(name, f"the {titled}" if name in _WITH_THE else titled)
