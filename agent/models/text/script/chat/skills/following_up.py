"""What people say when they would rather not, or have nothing to say."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_RATHER_NOT = (
    r"rather not (?:say|tell|talk)|do not want to (?:say|tell|talk about|give)|none of your business|that is private|"
    r"prefer not to"
)
_NOTHING_TO_SAY = (
    r"(?:do not|dunno|not sure|not really sure) (?:really )?(?:know )?what (?:to|i should|we should|i can|else to) "
    r"(?:talk about|say|ask)(?! (?:to|about|when|if|him|her|them|my)\b)|"
    r"nothing (?:to say|comes to mind)|out of ideas|have nothing to (?:say|talk about)"
)


def rather_not(heard: Heard, memory: Memory) -> Reply | None:
    """Something that the user keeps to themselves, or nothing to talk about."""
    if heard.has(_RATHER_NOT):
        return Reply(
            memory.pick(
                "That's perfectly fine. What would you like to talk about instead?",
                "Of course, you don't have to. Shall we talk about something else?",
            )
        )
    if heard.has(_NOTHING_TO_SAY):
        return Reply(
            memory.pick(
                "Then let me begin: what have you been busy with this week?",
                "No problem. I could tell you a story, ask you a riddle, or ask you something about "
                "yourself. Which one?",
            )
        )
    return None
