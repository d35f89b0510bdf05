"""What the assistant remembers, when it is asked."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Fact, Memory, Reply
from agent.models.text.script.tools.wording import listed

_WHO = (
    r"(?:do you (?:know|remember) )?(?:what is |what was |who am i|tell me )?(?:my name|who i am)|who am i|"
    r"what am i called|(?:do you )?remember (?:me|my name)"
)
_WHAT = (
    r"what (?:do|did) (?:you (?:know|remember|learn)|i (?:say|tell you|said|told you))(?: about (?:me|myself))?(?: "
    r".*)?|do you remember (?:what|anything|that) .*|what have (?:i|we) (?:told you|said|talked about)(?: .*)?|"
    r"what did we talk about(?: .*)?|tell me what you (?:know|remember)(?: about me)?|(?:can you )?sum(?:marize| "
    r"up)(?: .*)?|summary(?: .*)?"
)


_ON_THE_WAY = ("on ", "to the ", "to a ", "for a ", "camping", "hiking", "away", "home")
_SAID_BACK = {
    "name": "your name is {what}",
    "like": "you like {what}",
    "dislike": "you don't like {what}",
    "feeling": "you felt {what}",
    "plan": "you want to {what}",
    "place": "you told me about {what}",
    "person": "you mentioned your {what}",
    "pet": "you mentioned your {what}",
    "wish": "you'd love to {what}",
    "age": "you are {what}",
}


def told(fact: Fact) -> str:
    """A fact as the assistant says it back."""
    if fact.kind == "plan" and fact.what.startswith(_ON_THE_WAY):
        return f"you are going {fact.what}"
    if fact.kind == "plan" and fact.what.startswith(("a ", "an ", "the ", "your ")):
        return f"you're planning {fact.what}"
    if fact.kind == "work":
        is_someone = fact.what.startswith(("a ", "an ", "studying", "teaching"))
        return f"you're {fact.what}" if is_someone else f"you {fact.what}"
    return _SAID_BACK.get(fact.kind, "you {what}").format(what=fact.what)


def recall(heard: Heard, memory: Memory) -> Reply | None:
    """The user's name, or all that was told."""
    if heard.is_(_WHO):
        if memory.name:
            return Reply(memory.pick(f"You're {memory.name}.", f"Your name is {memory.name}, of course."))
        return Reply("You haven't told me your name yet. What is it?")
    if not heard.is_(_WHAT):
        return None
    if not memory.facts:
        return Reply(
            memory.pick(
                "Not much yet! You haven't told me about yourself. What should I know?",
                "So far very little. Tell me something about you.",
            )
        )
    for fact in memory.facts:
        fact.recalled = True
    distinct = [fact for fact in memory.facts if not any(fact.what in o.what for o in memory.facts if o is not fact)]
    return Reply(f"Let me think. {listed([told(fact) for fact in distinct[-6:]])}.".replace(". y", ". Y", 1))
