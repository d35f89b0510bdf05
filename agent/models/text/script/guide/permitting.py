"""As in "Can I use the old bread?": yes where the book says so, another way where something is missing, or honestly."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import stems_of, words_for
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.guide.book import Advice
from agent.models.text.script.guide.choosing import Progress
from agent.models.text.script.guide.saying import give

_MAY = re.compile(
    r"^(?:and |so |but )*(?:(?:can|could|may|might) (?:i|we)|is it (?:okay|ok|fine|possible) (?:if|to)) (?P<deed>.+)"
)
_WITHOUT = re.compile(r"\b(?:without|leave out|skip|no|not (?:use|have)) (?:the |any |my |an? )?(?P<what>[\w']+)")
_JUST_BEGINS = re.compile(r"(?:start|begin|try|wait|do (?:it|that|this)|go)\b(?: \w+){0,3}$")
_MAY_HARM = re.compile(r"(?:eat|drink|swallow|take|freeze|mix|heat|feed|give|touch|plug|burn|drive|leave)\b")
_HARM = (
    "I can't promise it, so I'd try a little of it first. If it might do harm, ask someone who knows for sure.",
    "That I can't say for certain. A small try would show it, as long as nothing can go badly wrong.",
)
_SMALL = frozenset("use used put add make made try mix also instead even".split())


def permitted(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """Whether the user may do something, as far as the advice shows it; None where they ask for something else."""
    match = _MAY.match(heard.plain)
    if match is None or not heard.is_question or heard.has("what|how|which|where|when|who|ask|idea|tip|another|more"):
        return None
    if (spared := _WITHOUT.search(match["deed"])) is not None:
        return _without(progress, spared["what"], memory)
    named = stems_of(match["deed"]) - words_for("common") - stems_of(" ".join(_SMALL))
    fitting = [advice for advice in progress.matter.advice if named and named <= stems_of(f"{advice.say} {advice.on}")]
    if fitting:
        fresh = next((advice for advice in fitting if advice not in progress.given), None)
        if fresh is None:
            return Reply(memory.pick("Yes, that goes well with what I said.", "Yes, you can do that."))
        return give(progress, fresh, memory, opening=memory.pick("Yes, like this:", "Yes, you can.", "Sure."))
    if _JUST_BEGINS.match(match["deed"]):
        return Reply(
            memory.pick("I see nothing against it. Try it, and see how it goes.", "Why not? It's yours to try.")
        )
    if _MAY_HARM.match(match["deed"]):
        return Reply(memory.pick(*_HARM), expecting=Expecting("told"))
    return Reply(
        memory.pick(
            "I can't promise that it works, but I see nothing against trying.",
            "Possibly. I'd try it once in a small way and see.",
            "I don't know that one well enough to say yes. What makes you think of it?",
        ),
        expecting=Expecting("told"),
    )


def _without(progress: Progress, what: str, memory: Memory) -> Reply | None:
    spared = stems_of(what)

    def does_without(advice: Advice) -> bool:
        return not spared & stems_of(advice.say) and not advice.is_offer

    left = [advice for advice in progress.matter.advice if does_without(advice)]
    chosen = next((advice for advice in left if advice not in progress.given), None)
    if not spared or chosen is None:
        return None
    return give(
        progress, chosen, memory, opening=memory.pick(f"Yes, without {what} I'd do this.", "Yes, there's a way.")
    )
