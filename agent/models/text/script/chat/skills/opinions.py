"""What the assistant thinks of things, when it is asked: little, and the question back."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.noticing import turned

_DO_YOU = (
    r"\b(?:do you|would you|did you ever|have you ever|are you) (?P<verb>like|love|enjoy|want|prefer|into|"
    r"interested in|a fan of|know|been to|tried|seen|heard of|read|play|watch|cook|travel|go)(?: to)?(?: "
    r"(?P<what>.+))?"
)
_WHAT_DO_YOU_THINK = (
    r"what (?:do you think|is your (?:opinion|view|take)|are your thoughts)(?: about| of| on)? ?(?P<what>.*)"
)
_NEEDS_A_BODY = frozenset("tried seen read play watch cook travel go".split()) | {"been to"}


def do_you_like(heard: Heard, memory: Memory) -> Reply | None:
    """As in "Do you like ...?", which is asked of nobody but the assistant."""
    return opinion(heard, memory) if heard.is_(r"(?:do|would) you (?:like|love|enjoy|prefer) .+") else None


def opinion(heard: Heard, memory: Memory) -> Reply | None:
    """As in "Do you like ...?", "What do you think of ...?"."""
    match = re.search(_DO_YOU, heard.plain)
    if match and heard.is_question:
        what = turned((match["what"] or "that").removesuffix(" yourself"))
        return Reply(memory.pick(*_liking(match["verb"], what)), sure=False)
    match = re.search(_WHAT_DO_YOU_THINK, heard.plain)
    if match is None:
        return None
    what = turned(match["what"]) or "that"
    views = (
        f"I try to see several sides of {what}. Which side are you on?",
        f"I find {what} interesting, mostly because people feel so differently about it. What's your view?",
    )
    return Reply(memory.pick(*views), sure=False, expecting=Expecting("told", {"about_kind": "opener"}))


def _liking(verb: str, what: str) -> tuple[str, ...]:
    if verb in _NEEDS_A_BODY:
        return (
            "I never have; I only know what people tell me. What's it like?",
            f"Not me, I'm a voice without a body. But tell me about {what}.",
        )
    if verb in ("know", "heard of"):
        return (f"Only a little about {what}. What do you like about it?", "I've heard the name. Tell me more.")
    return (
        f"I like hearing about {what}. What do you like about it?",
        f"As a voice assistant I only know {what} from conversations, but it sounds good. Do you like it?",
        f"I'm curious about {what}, though I can't try it myself. How about you?",
    )
