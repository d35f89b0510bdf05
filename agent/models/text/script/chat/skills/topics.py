"""Things that people like to talk about: questions and remarks for each, gone through in order."""

import re
from functools import cache

from agent.models.text.script.chat.content import load_topics
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply

_MOST_IN_A_ROW = 3
_POSITIVE = (
    r"great|good|nice|fun|love|loved|lovely|amazing|wonderful|beautiful|fantastic|best|happy|enjoy|"
    r"enjoyed|like|excited|awesome|delicious|perfect|cool"
)
_NEGATIVE = (
    r"bad|sad|hard|difficult|terrible|awful|hate|tired|sick|died|lost|worst|boring|problem|problems|"
    r"annoying|stress|stressful|hurt|afraid|unfortunately|expensive"
)


def topic(heard: Heard, memory: Memory) -> Reply | None:
    """A remark and a question about what was brought up."""
    found = _named(heard)
    if found is None:
        return None
    return _next(found, heard, memory)


def go_on(heard: Heard, memory: Memory) -> Reply | None:
    """The next question about the topic at hand, behind an answer to the last one."""
    expecting = memory.expecting
    if (
        memory.topic is None
        or expecting is None
        or expecting.kind != "topic"
        or heard.is_question
        or memory.topic_asked.get(memory.topic, 0) >= _MOST_IN_A_ROW
    ):
        return None
    return _next(memory.topic, heard, memory)


def _next(name: str, heard: Heard, memory: Memory) -> Reply | None:
    questions, remarks = load_topics()[name].questions, load_topics()[name].remarks
    asked = memory.topic_asked.get(name, 0)
    if asked >= len(questions) + 1:
        return None
    memory.topic_asked[name] = asked + 1
    memory.topic = name
    lead = memory.variety.pick(remarks) if asked in (0, 2) and remarks else acknowledge(heard, memory)
    if asked >= len(questions):
        return Reply(lead, sure=False)
    return Reply(f"{lead} {questions[asked]}", sure=False, expecting=Expecting("topic", {"topic": name}))


def acknowledge(heard: Heard, memory: Memory) -> str:
    """A few words that fit the mood of what was said."""
    if heard.has(_NEGATIVE):
        return memory.pick("That sounds hard.", "Oh, I see.", "I'm sorry about that.", "That can't be easy.")
    if heard.has(_POSITIVE):
        return memory.pick("That sounds lovely.", "How nice!", "I like that.", "That does sound good.", "Wonderful.")
    echoed = _echo(heard)
    if echoed and memory.count("echo") % 2:
        return memory.pick(f"{echoed}, I see.", f"Ah, {echoed[0].lower()}{echoed[1:]}.", f"{echoed}, interesting.")
    return memory.pick("I see.", "Interesting.", "That makes sense.", "Ah, okay.", "Got it.", "Oh, I didn't know that.")


def _echo(heard: Heard) -> str | None:
    """A short answer said back: "mostly pasta" is "Pasta"."""
    said = re.sub(
        (
            r"^(?:(?:i|it|is|am|would|say|mostly|usually|probably|maybe|i think|think|just|like|love|a|an|the|my|some|"
            r"to|do|guess|mainly|really) )+"
        ),
        "",
        heard.bare,
    )
    words = said.split()
    return (
        said.capitalize()
        if 1 <= len(words) <= 3
        and len(heard.words) <= 7
        and not heard.has(r"no|yes|not|know|none|nothing|yeah|sure|okay")
        else None
    )


def _named(heard: Heard) -> str | None:
    return next((name for name, pattern in _patterns() if pattern.search(heard.plain)), None)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile(rf"\b(?:{topic.match})\b")) for name, topic in load_topics().items()]
