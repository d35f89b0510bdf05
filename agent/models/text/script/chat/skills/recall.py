"""What the assistant remembers, when it is asked."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Fact, Memory, Reply
from agent.models.text.script.tools.wording import listed

_WHO = (
    r"(?:do you (?:know|remember) )?(?:what is |what was |who am i|tell me )?(?:my name|who i am)|who am i|"
    r"what am i called|(?:do you )?remember (?:me|my name)"
)
_WHAT = (
    r"what (?:do|did) (?:you (?:know|remember|learn)|i (?:say|tell you|said|told you))(?: about (?:me|myself))?(?: .*)?|do you remember (?:what|anything|that) .*|"
    r"what have (?:i|we) (?:told you|said|talked about)(?: .*)?|what did we talk about(?: .*)?|tell me what you "
    r"(?:know|remember)(?: about me)?|(?:can you )?sum(?:marize| up)(?: .*)?|summary(?: .*)?"
)


def told(fact: Fact) -> str:
    """A fact as the assistant says it back."""
    match fact.kind:
        case "name":
            return f"your name is {fact.what}"
        case "like":
            return f"you like {fact.what}"
        case "dislike":
            return f"you don't like {fact.what}"
        case "feeling":
            return f"you felt {fact.what}"
        case "plan":
            return (
                f"you want to {fact.what}"
                if not fact.what.startswith(("on ", "to the ", "away", "home"))
                else f"you are going {fact.what}"
            )
        case "place":
            return f"you told me about {fact.what}"
        case "person" | "pet":
            return f"you mentioned your {fact.what}"
        case "work":
            return (
                f"you're {fact.what}"
                if fact.what.startswith(("a ", "an ", "study", "teach"))
                and not fact.what.startswith(("study ", "teach "))
                else f"you {fact.what}"
            )
        case "wish":
            return f"you'd love to {fact.what}"
        case "age":
            return f"you are {fact.what}"
        case _:
            return f"you {fact.what}"


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
    return Reply(f"Let me think. {listed([told(fact) for fact in memory.facts[-6:]])}.".replace(". y", ". Y", 1))
