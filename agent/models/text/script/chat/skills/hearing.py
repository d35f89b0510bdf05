"""When nothing was understood, and when something is to be said again."""

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
    r"(?:say|repeat)(?: that| it| this)?(?: again| once more)?(?: please)?|repeat(?: that)?(?: please)?|come again|"
    r"pardon(?: me)?|excuse me|what did you (?:just )?say|what was that|say what|(?:sorry )?what(?: did you say)?|"
    r"once more(?: please)?|(?:i )?(?:did not|could not|can not) (?:hear|catch|understand|get) (?:that|you|it)(?: .*)?|"
    r"one more time(?: please)?|(?:can|could) you repeat(?: (?:that|it|yourself|please|the last .*|what you .*|"
    r"this))*|huh|again please|a bit slower(?: please)?"
)
_LEADS = ("I said:", "Sure.", "Of course:", "Once more:")


def nothing_heard(heard: Heard, memory: Memory) -> Reply | None:
    """There were no words."""
    if not heard.is_nothing:
        memory.unheard = 0
        return None
    memory.unheard += 1
    return Reply(memory.pick(*_NOTHING), keeps=True)


def say_again(heard: Heard, memory: Memory) -> Reply | None:
    """The last answer once more."""
    if not heard.is_(_AGAIN) or not memory.last_reply:
        return None
    last = re.sub(rf"^(?:(?:{'|'.join(map(re.escape, _LEADS))}) )+", "", memory.last_reply)
    return Reply(f"{memory.pick(*_LEADS)} {last}", keeps=True)
