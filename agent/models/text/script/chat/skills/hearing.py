"""When nothing was understood, when something is to be said again, and when there should be quiet."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_NOTHING = (
    "Sorry, I didn't catch that. Could you say it again?",
    "I heard something, but I couldn't make out the words. Once more?",
    "I'm afraid I missed that. What did you say?",
    "I'm still here, whenever you're ready.",
    "Hmm, that didn't come through. Maybe a little closer to the microphone?",
)
_AGAIN = (
    r"(?:say|repeat)(?: that| it| this)?(?: again| once more)?(?: please)?|repeat(?: that)?(?: please)?|come again|pardon(?: me)?|"
    r"excuse me|what did you (?:just )?say|what was that|say what|(?:sorry )?what(?: did you say)?|once more(?: please)?|"
    r"(?:i )?(?:did not|could not|can not) (?:hear|catch|understand|get) (?:that|you|it)(?: .*)?|one more time(?: please)?|"
    r"(?:can|could) you repeat(?: .*)?|huh|again please|a bit slower(?: please)?"
)
_QUIET = r"(?:stop(?: talking| it)?|be quiet|shut up|quiet(?: please)?|hush|silence|pause|wait(?: a (?:moment|second|minute))?|hold on(?: a .*)?|one (?:moment|second)(?: please)?|just a (?:moment|second|minute)|give me a (?:moment|second|minute))"


def nothing_heard(heard: Heard, memory: Memory) -> Reply | None:
    """There were no words."""
    if not heard.is_nothing:
        memory.unheard = 0
        return None
    memory.unheard += 1
    return Reply(_NOTHING[min(memory.unheard - 1, 4) if memory.unheard < 5 else memory.unheard % 5], keeps=True)


def say_again(heard: Heard, memory: Memory) -> Reply | None:
    """The last answer once more."""
    if not heard.is_(_AGAIN) or not memory.last_reply:
        return None
    last = re.sub(r"^(?:I said: |Sure\. |Of course: |Once more: )+", "", memory.last_reply)
    return Reply(f"{memory.pick('I said:', 'Sure.', 'Of course:', 'Once more:')} {last}", keeps=True)


def quiet(heard: Heard, memory: Memory) -> Reply | None:
    """The user wants a moment."""
    if not heard.is_(_QUIET):
        return None
    return Reply(memory.pick("Okay. Take your time.", "Sure, I'll wait.", "All right. I'm here when you want to go on."), keeps=True)


def can_you_hear_me(heard: Heard, memory: Memory) -> Reply | None:
    """A check of the line."""
    if not heard.is_(r"(?:hello )?(?:can|do) you hear me(?: now| okay| well)?|are you (?:still )?there|anybody there|is (?:this|it) working|testing.*|(?:is )?anyone there|mic check.*|test(?: test)*"):
        return None
    return Reply(memory.pick("Yes, I can hear you well.", "I'm here, and I hear you fine.", "Loud and clear."), keeps=True)
