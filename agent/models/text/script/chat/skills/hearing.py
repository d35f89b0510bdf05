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
_SLOWER = (
    r"(?: (?:again|once more|one more time|for me|slower|slowly|(?:a (?:bit|little) |more )?(?:slower|"
    r"slowly|louder|clearer|clearly)|please))*"
)
_AGAIN = (
    rf"(?:say|repeat)(?: (?:that|it|this|yourself))?{_SLOWER}|(?:can|could) you (?:say|repeat)(?: "
    rf"(?:that|it|this|yourself|"
    rf"the (?:last .*|question|joke|answer)|what you .*))?{_SLOWER}|come again|pardon(?: me)?|excuse me|"
    r"what did you (?:just )?say(?: again)?|what was that(?: again)?|(?:sorry )?(?:say )?what(?: did "
    r"you say)?(?: again)?|"
    r"(?:once more|again|one more time|a bit slower|slower)(?: please)?|huh|"
    r"(?:sorry )?(?:i )?(?:did not|could not|can not) (?:hear|catch|understand|get) (?:that|you|it)(?: .*)?"
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
