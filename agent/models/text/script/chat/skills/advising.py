"""Advice on what it cannot know: it says so, and helps to choose by what the user has told."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.noticing import turned

_END = r"(?: then| now| instead| you think| in your opinion)?$"
_IN_A_PLACE = re.compile(
    r"\b(?:what|where) (?:should|can|could|would|shall|do) (?:i|we|you) "
    r"(?:do|see|visit|eat|go|stay|look at|try|suggest)(?:[\w ]*?)\b(?:there|in (?P<place>[\w ]+?))" + _END
)
_SHOULD = re.compile(
    r"\b(?:(?:should|shall) (?:i|we)|do you think (?:that )?(?:i|we) should) "
    r"(?P<what>(?!do\b|see\b|eat\b|call you)[\w' ]+?)"
    r"(?: or (?P<other>[\w' ]+?))?" + _END
)
_WORTH = re.compile(
    r"^(?:and |so )?(?:is|are|would) (?P<what>[\w' ]+?) (?:be )?(?:nicer|better|worth (?:it|a visit|the money)|"
    r"a good idea|nice|good|safe|too expensive|worth [\w ]+)(?: than (?P<other>[\w' ]+))?" + _END
)
_IN_YOUR_PLACE = (
    r"what would you do(?: .*)?|(?:and )?if you were me(?: .*)?|"
    r"what(?: do|would) you (?:recommend|suggest|advise)(?: .*)?|"
    r"(?:what is|do you have|give me|i need)(?: your| any| some)? advice(?: .*)?|what should (?:i|we) do(?: about .*)?"
)


def advise(heard: Heard, memory: Memory) -> Reply | None:
    """How it would choose, in answer to a request for advice."""
    for ask in (_in_a_place, _should, _worth, _in_your_place):
        if (text := ask(heard, memory)) is not None:
            return Reply(text, sure=False, expecting=Expecting("told", {"about_kind": "opener"}))
    return None


def _in_a_place(heard: Heard, memory: Memory) -> str | None:
    match = _IN_A_PLACE.search(heard.plain)
    if match is None:
        return None
    where = _named(match["place"], heard) if match["place"] else _last_place(memory)
    there = f"in {where}" if where else "there"
    like = next((fact.what for fact in memory.of("like")), None)
    hook = f" You told me that you like {like}, so I'd begin with that." if like and memory.count("hook") % 2 else ""
    return memory.pick(
        f"I don't know {where or 'the place'} well enough to name spots, but here's how I'd choose: one thing you'd be "
        f"sorry to miss, one good place to eat, and a free afternoon just to wander.{hook} "
        f"What would you be sorry to miss?",
        f"I've never been anywhere, so take this with a grain of salt: {there} I'd ask someone who lives there for "
        f"their favorite walk and their favorite lunch.{hook} Are you more for sights, or for sitting and watching?",
        f"Honestly, I can't tell you what's best {there}. I'd plan one fixed thing a day and leave the rest "
        f"open.{hook} How many days do you have?",
    )


def _should(heard: Heard, memory: Memory) -> str | None:
    match = _SHOULD.search(heard.plain)
    if match is None:
        return None
    what = turned(match["what"])
    if match["other"]:
        other = turned(match["other"])
        return memory.pick(
            f"I can't decide that for you, but try this: imagine you had to {what}. Are you relieved, or do you think "
            f"of the other one?",
            f"If I had to pick blindly, I'd say {what}. Does that feel right, or did you hope for {other}?",
        )
    return memory.pick(
        f"I can't know what's right for you, but I'd ask two things: what do you gain if you {what}, "
        f"and what would you miss if you don't?",
        f"I'd sleep on it once before you {what}. What speaks for it, in one sentence?",
        f"It depends. If you {what}, what is the worst that could happen, and could you live with that?",
        f"My honest answer: I don't know. What would a good friend say if you told them that you {what}?",
    )


def _worth(heard: Heard, memory: Memory) -> str | None:
    match = _WORTH.search(heard.plain) if heard.is_question else None
    if match is None or match["what"] in ("you", "this", "that", "it", "there", "i", "we"):
        return None
    what = _named(match["what"], heard)
    return memory.pick(
        f"I can't judge {what} from experience. I'd compare what it costs, how long it takes, and how much you'd enjoy "
        f"it. Which of the three matters most to you?",
        f"People will tell you both about {what}, I'm sure. What have you heard so far?",
        f"I don't know enough about {what} to say. What would have to be true for you to choose it?",
    )


def _in_your_place(heard: Heard, memory: Memory) -> str | None:
    if not heard.is_(_IN_YOUR_PLACE):
        return None
    plan = next((fact.what for fact in memory.of("plan")), None)
    about = f", and it was about {plan}" if plan and plan.startswith(("a ", "an ", "the ")) else ""
    return memory.pick(
        f"If I were you{about}, I'd write down the two best options and see which one I keep coming "
        f"back to. What are yours?",
        "I'd start with the smallest step that can be undone. What would that be for you?",
        "I'd ask somebody who has done it before. Do you know someone like that?",
    )


def _last_place(memory: Memory) -> str | None:
    """Where the talk was about: a place that was told, or the goal of a trip."""
    for fact in reversed(memory.facts):
        if fact.kind == "place":
            return fact.what
        match = re.search(r"\b(?:to|in) (?P<place>[A-Z]\w+(?: [A-Z]\w+)*)", fact.what)
        if fact.kind in ("plan", "did", "wish") and match is not None:
            return match["place"]
    return None


def _named(what: str, heard: Heard) -> str:
    """With the capitals of a name as it was written."""
    written = {word.lower(): word for word in re.findall(r"[A-Z][a-z]+", heard.text)}
    return " ".join(written.get(word, word) if word != "i" else "you" for word in turned(what).split())
