"""What it knows of the world: capitals and a few dozen plain facts; and how it says that it does not know."""

import re

from agent.models.text.script.chat.content import load, load_table
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_CAPITAL = r"(?:what is |what's |tell me |which is |name )?(?:the )?capital(?: city)?(?: of)?(?: the)? (?P<country>[a-z' ]+?)(?: called)?"
_COUNTRY = r"(?:which|what) country is (?P<city>[a-z' ]+) the capital of|(?P<other>[a-z' ]+) is the capital of (?:which|what)(?: country)?"


def knows(heard: Heard, memory: Memory) -> Reply | None:
    """A fact, if it is among those that it has."""
    capitals = load_table("capitals")
    match = re.fullmatch(_CAPITAL, heard.core)
    if match and match["country"] in capitals:
        return Reply(f"The capital of {_country(match['country'])} is {capitals[match['country']]}.")
    match = re.fullmatch(_COUNTRY, heard.core)
    if match:
        city = (match["city"] or match["other"]).strip()
        country = next((c for c, name in capitals.items() if name.lower() == city), None)
        if country:
            return Reply(f"{city.title()} is the capital of {_country(country)}.")
    if not heard.is_question and not re.match(r"(?:explain|define|describe|name)\b", heard.core):
        return None
    for pattern, answer in _facts():
        if pattern.search(heard.plain):
            return Reply(answer)
    return None


def does_not_know(heard: Heard, memory: Memory) -> Reply | None:
    """A question about the world that it has no answer to."""
    match = re.match(
        r"(?:who|what|where|when|which|how (?:many|much|far|tall|old|big|long|high|fast|deep)) (?:is|are|was|were|does|do|did|has|have|can|will|country|city|\w+)\b(?P<rest>.*)",
        heard.core,
    )
    if match is None or not heard.is_question or heard.has(r"you|your|i|my|me|we"):
        return None
    return Reply(
        memory.pick(
            "I don't know that one, and I'd rather not guess. What made you think of it?",
            "Good question, but I don't have the answer. Do you have a hunch?",
            "That's beyond what I know, I'm afraid. Is it something you're into?",
            "I wish I knew. Tell me what you know about it.",
        ),
        sure=False,
    )


def weather_and_news(heard: Heard, memory: Memory) -> Reply | None:
    """What happens outside, which it cannot see."""
    if heard.has(r"weather|forecast|temperature outside") and heard.is_question and len(heard.words) <= 14:
        return Reply(memory.pick("I can't look outside from here. What's it like where you are?", "I don't get to see the sky. Is it nice out?"), sure=False)
    if heard.has(r"(?:the|any|latest) news|stock price|who won|score of|election") and heard.is_question:
        return Reply("I don't follow the news, so I can't say. Is there something you've been following?", sure=False)
    return None


def _facts() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern.strip()), answer.strip()) for pattern, answer in (line.split("=>") for line in load("knowledge"))]


def _country(name: str) -> str:
    with_the = ("united states", "united kingdom", "netherlands", "philippines", "czech republic", "dominican republic", "bahamas")
    titled = " ".join(word if word in ("of", "and") else word.capitalize() for word in name.split())
    return {"usa": "the United States", "us": "the United States", "uk": "the United Kingdom"}.get(name, f"the {titled}" if name in with_the else titled)
