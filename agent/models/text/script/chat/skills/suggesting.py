"""Small suggestions: what to read, watch, cook or do."""

import re

from agent.models.text.script.chat.content import load
from agent.models.text.script.chat.dislikes import dislikes, goes_against
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import stems_of
from agent.models.text.script.chat.memory import Expecting, Memory, Reply

_ASKS = (
    r"recommend|teach me|what is a good|suggest|suggestion|suggestions|recommendation|recommendations|any ideas?|an "
    r"idea|ideas for|tips? "
    r"for|what should i|what shall i|what could i|what can i|what would you (?:cook|read|watch|do|eat|give)|"
    r"what (?:do|should) we|help me (?:plan|choose|find|pick|decide)|plan my"
)


_INSTEAD = "instead "
_MORE = r"(?:any|some)thing else|what else|another|other (?:ideas|suggestions)|do not (?:have|like|eat)"


def suggest(heard: Heard, memory: Memory) -> Reply | None:
    """An idea for what was asked about."""
    lines = [(what.strip(), text.strip()) for what, text in (line.split("=>") for line in load("suggestions"))]
    last = next((what for what, text in lines if memory.advised[-1:] == [text]), "").removeprefix(_INSTEAD)
    if not heard.has(_ASKS) and not (last and heard.has(_MORE)):
        return None
    asked = (what for what, _ in lines if re.search(rf"\b(?:{what})\b", heard.plain))
    named = last if last and heard.has(_MORE) else next(asked, None)
    if named is None:
        return None
    disliked = dislikes(memory) - stems_of(heard.plain)
    liked = [text for what, text in lines if what == named and not goes_against([text], disliked)]
    fitting = liked or [text for what, text in lines if what == f"{_INSTEAD}{named}"]
    new = [text for text in fitting if text not in memory.advised]
    if not new:
        out = memory.pick("I've run out of ideas there, I'm afraid.", "That was all I had on that.")
        return Reply(f"{out} Which of them comes closest?", sure=False, expecting=Expecting("told")) if last else None
    idea = memory.pick(*new)
    memory.advised.append(idea)
    return Reply(idea, sure=False, expecting=Expecting("told"))
