"""What the assistant said itself, when it is asked for that."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import stems_of
from agent.models.text.script.chat.memory import Memory, Reply

_OWN_WORDS = re.compile(
    r"\bwhat (?:did|was it|have|had) you (?:just |again )?(?P<did>say|said|recommend\w*|suggest\w*|ask\w*|tell|told|"
    r"advise\w*|mention\w*|call)\b|\bwhat (?:was|is|were) (?:your|the|that) (?:\w+ )?(?P<was>advice|question|"
    r"suggestions?|recommendations?|tips?|ideas?)\b(?! to)|\byou (?:said|told me|mentioned|recommended|suggested) "
    r"something about\b"
)


def own_words(heard: Heard, memory: Memory) -> Reply | None:
    """As in "What did you recommend?", "What did you say about soup?"."""
    match = _OWN_WORDS.search(heard.plain)
    return _said_before(match["did"] or match["was"] or "say", heard, memory) if match is not None else None


def _said_before(what: str, heard: Heard, memory: Memory) -> Reply:
    sentences = [part for said in memory.said for part in re.split(r"(?<=[.!?])\s+", said)]
    if what.startswith(("ask", "question")):
        asked = next((part for part in reversed(sentences) if part.endswith("?")), None)
        return Reply(f"I asked: {asked}" if asked else "I haven't asked you anything yet.", keeps=True)
    about = stems_of(re.sub(_OWN_WORDS, " ", heard.plain).replace("about", " "))
    best = max(
        ((len(about & stems_of(part)), index) for index, part in enumerate(sentences) if not part.endswith("?")),
        default=(0, 0),
    )
    if about and best[0]:
        return Reply(f"I said: {sentences[best[1]]}", keeps=True)
    if heard.has("to do$") or what.startswith(("recommend", "suggest", "advi", "tip", "idea")):
        if memory.advised:
            return Reply(f"{memory.pick('This was my advice:', 'I suggested this:')} {memory.advised[-1]}", keeps=True)
        return Reply("I haven't recommended anything yet. What would you like advice on?")
    if about:
        return Reply("I don't think I've said anything about that. What would you like to know?")
    return Reply(f"I said: {memory.last_reply}" if memory.last_reply else "I haven't said anything yet.", keeps=True)
