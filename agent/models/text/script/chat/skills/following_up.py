"""Questions that stay with what was told, two at most, before the talk moves on."""

from agent.models.text.script.chat.content import load_questions
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.skills.topics import acknowledge

_MOST = 2
_KINDS = ("told", "feeling", "day", "opener", "person")


def follow_up(heard: Heard, memory: Memory) -> Reply | None:
    """One more question about what was just told."""
    expecting = memory.expecting
    if expecting is None or expecting.kind not in _KINDS or heard.is_question:
        return None
    depth = int(expecting.values.get("depth", 0))
    about = str(expecting.values.get("about_kind", expecting.kind))
    known = load_questions()
    questions = known[about if about in known and known[about].then else "opener"].then
    if depth >= min(_MOST, len(questions)) or len(heard.words) < 2:
        return None
    values = {**expecting.values, "depth": depth + 1}
    return Reply(
        f"{acknowledge(heard, memory)} {memory.pick(*questions)}",
        sure=False,
        expecting=Expecting(expecting.kind, values),
    )


def because(heard: Heard, memory: Memory) -> Reply | None:
    """A reason, given for what was said before."""
    if not heard.plain.startswith(("because", "since ", "just because", "it is because")):
        return None
    return Reply(
        memory.pick(
            "That's a good reason. What would have to change?",
            "I can follow that. Do others see it that way, too?",
            "Ah, that explains it. What would you do about it?",
        ),
        sure=False,
        expecting=Expecting("told", {"depth": 1}),
    )


def rather_not(heard: Heard, memory: Memory) -> Reply | None:
    """Something that the user keeps to themselves, or nothing to talk about."""
    if heard.has(
        r"rather not (?:say|tell|talk)|do not want to (?:say|tell|talk about|give)|none of your business|that is "
        r"private|prefer not to"
    ):
        return Reply(
            memory.pick(
                "That's perfectly fine. What would you like to talk about instead?",
                "Of course, you don't have to. Shall we talk about something else?",
            )
        )
    if heard.has(
        r"(?:do not|dunno) (?:really )?(?:know )?what (?:to|i should|we should|i can|else to) (?:talk about|say|"
        r"ask)|nothing (?:to say|comes to mind)|out of ideas|have nothing to (?:say|talk about)"
    ):
        return Reply(
            memory.pick(
                "Then let me help: shall we talk about food, about travel, or about your plans for the weekend?",
                (
                    "No problem. I could tell you a story, ask you a riddle, or ask you something about yourself. "
                    "What would you like?"
                ),
            ),
        )
    return None


def named(heard: Heard, memory: Memory) -> Reply | None:
    """As in "The dog is called Max"."""
    expecting = memory.expecting
    if expecting is None or expecting.values.get("about_kind") != "pet":
        return None
    words = [
        word
        for word in heard.bare.split()
        if word
        not in (
            "he",
            "she",
            "it",
            "they",
            "is",
            "are",
            "called",
            "named",
            "name",
            "the",
            "my",
            "dog",
            "cat",
            "his",
            "her",
            "its",
            "and",
            "their",
            "names",
            "a",
        )
    ]
    if not 1 <= len(words) <= 3 or heard.is_question or heard.has("no|yes|not|do|have|had"):
        return None
    names = " and ".join(word.capitalize() for word in words)
    values = {**expecting.values, "depth": 1}
    return Reply(
        memory.pick(
            f"{names}! I like that. What's the silliest thing that ever happened?",
            f"{names} is a good name. Who chose it?",
        ),
        sure=False,
        expecting=Expecting("told", values),
    )
