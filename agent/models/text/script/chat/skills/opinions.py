"""What the assistant thinks of things, when it is asked: little, and the question back."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.phrases import thing

_DO_YOU = (
    r"\b(?:(?:do you|would you|did you ever|have you ever) (?P<verb>like|love|enjoy|want|prefer|know|been to|tried|"
    r"seen|heard of|read|play|watch|cook|travel|go)|are you (?P<is>into|interested in|a fan of))(?: to)?(?: "
    r"(?P<what>.+))?"
)
_WHAT_DO_YOU_THINK = (
    r"what (?:do you think|is your (?:opinion|view|take)|are your thoughts)(?: about| of| on)? ?(?P<what>.*)"
)
_ASKS_FOR_HELP = (
    r"you (?:think|say|mean|help|teach|tell|give|recommend|suggest|explain|show|suppose|guess)|i|we|my|if "
    r"you"
)
_NOT_ITSELF = r"do you (?:want|know|read|go) (?:me|my|that|what|how|where|who)"
_NEEDS_A_BODY = frozenset("tried seen read play watch cook travel go".split()) | {"been to"}


def do_you_like(heard: Heard, memory: Memory) -> Reply | None:
    """As in "Do you like ...?", which is asked of nobody but the assistant."""
    return opinion(heard, memory) if heard.is_(r"(?:do|would) you (?:like|love|enjoy|prefer) .+") else None


def opinion(heard: Heard, memory: Memory) -> Reply | None:
    """As in "Do you like ...?", "What do you think of ...?"."""
    match = re.search(_DO_YOU, heard.plain)
    bare_know = match is not None and match["verb"] in ("know", "heard of", "want") and not match["what"]
    if match and heard.is_question and not bare_know and not heard.has(_NOT_ITSELF):
        what = _named(match["what"] or "", heard)
        return Reply(memory.pick(*_liking(match["verb"] or match["is"], what)), sure=False, expecting=Expecting("told"))
    match = re.search(_WHAT_DO_YOU_THINK, heard.plain)
    if match is None:
        return None
    what = _named(match["what"], heard)
    views = (
        f"I try to see several sides of {what or 'it'}. Which side are you on?",
        f"{f'With {what}, it' if what else 'It'} depends on who you ask, I think. What's your view?",
    )
    return Reply(memory.pick(*views), sure=False, expecting=Expecting("told"))


def about_it(heard: Heard, memory: Memory) -> Reply | None:
    """Any other question about the assistant: whether it can, has, or did something."""
    if not heard.is_question or not heard.has("you|your") or heard.has(_ASKS_FOR_HELP):
        return None
    if heard.has("do you know|do you have any idea"):
        return None
    if re.match(r"(?:and |but |so )?(?:what|who|where|when|why|how|which)\b", heard.bare):
        return Reply(
            memory.pick(
                "I'd have to think about that longer than we have. What would you say?",
                "Hard to say for a voice without a life of its own. What about you?",
                "I have no good answer to that. How would you put it?",
            )
        )
    if heard.has("did you|have you|were you"):
        return Reply(
            memory.pick(
                "No, I only exist in conversations like this one, so I haven't been anywhere. Have you?",
                "Not me. I'm a voice assistant; I only hear about such things. Did you?",
            )
        )
    return Reply(
        memory.pick(
            "I don't think so. I'm a voice assistant: I listen and I talk. Why do you ask?",
            "Not in the way you do. I only have words. How is it for you?",
            "I can't say that I do; talking is all I'm made for. And you?",
            "No, that's one of the things I only hear about. What's it like?",
            "Hardly; I'm only a voice. But tell me why you ask.",
        )
    )


def _named(words: str, heard: Heard) -> str | None:
    """What is asked about, with its capitals, where it can be named in a sentence."""
    written = {word.lower(): word for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", heard.text)}
    said = " ".join(written.get(word, word) for word in words.removesuffix(" yourself").split())
    return thing(said)


def _liking(verb: str, what: str | None) -> tuple[str, ...]:
    if verb in _NEEDS_A_BODY:
        return (
            "I never have; I only know what people tell me. What's it like?",
            f"Not me, I'm a voice without a body. But tell me about {what}."
            if what
            else "Not me, I'm a voice without a body. Do you?",
        )
    if verb in ("know", "heard of"):
        return (
            f"Only a little about {what}. What should I know?" if what else "Only a little. What should I know?",
            "I've heard of it, no more. Tell me about it.",
        )
    if what is None:
        return ("I like a good conversation most of all. And you?", "I can't try such things myself. Do you like it?")
    return (
        f"I can't try it myself, but I like hearing about {what}. How about you?",
        f"I only know {what} from what people tell me, but it sounds good. Do you like it?",
    )
