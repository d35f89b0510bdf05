"""The first things people say of themselves: their name, and how they feel."""

from agent.models.text.script.chat.content import load_feelings
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.noticing import feeling_in, name_alone_in, name_in

_NO_NAME = r"no|not|why|rather|yes|yeah|sure|okay|hello|hi|good|fine|nothing|have|what|well|um|the|much|in|on|to"
_SMALL = ("good", "fine", "okay", "ok", "well", "great", "tired", "curious", "hungry", "bad")
_MOST_WORDS = 5


def introduces(heard: Heard, memory: Memory) -> Reply | None:
    """The user's name, told with nothing else worth an answer; it is kept in any case."""
    name = name_in(heard)
    if name is None or name == memory.name:
        return None
    memory.name = name
    more = [clause for clause in memory.of_this_turn() if name.lower() not in clause.said.lower()]
    return None if more else _met(name, memory)


def name_alone(heard: Heard, memory: Memory) -> Reply | None:
    """The answer to "what's your name?" in a word or two."""
    asked = memory.expecting is not None and memory.expecting.kind == "name"
    if not asked or len(heard.words) > _MOST_WORDS or heard.is_question or heard.has(_NO_NAME):
        return None
    if (name := name_alone_in(heard)) is None:
        return None
    memory.name = name
    return _met(name, memory)


def feels(heard: Heard, memory: Memory) -> Reply | None:
    """How they feel, where that is what they came to tell."""
    feeling = feeling_in(heard)
    more = [clause for clause in memory.of_this_turn() if clause.whole and str(feeling) not in clause.said.lower()]
    if feeling is None or heard.is_question or heard.has(rf"{feeling} (?:about|because|of|for|that|with|when|to)"):
        return None
    if (more and feeling in _SMALL) or memory.count(f"felt {feeling}") > 1:
        return None
    return Reply(memory.pick(*load_feelings()[feeling]), sure=False, expecting=Expecting("told"))


def _met(name: str, memory: Memory) -> Reply:
    if memory.count("met") > 1:
        return Reply(memory.pick(f"Oh, {name} then! Thanks for telling me.", f"Got it: {name}."), sure=False)
    greetings = (
        f"Nice to meet you, {name}! How's your day been so far?",
        f"Hello {name}, good to meet you. What have you been up to today?",
    )
    return Reply(memory.pick(*greetings), sure=False, expecting=Expecting("day"))
