"""What the assistant can do with its tools, in words for the user: asked for, or offered where it is at a loss."""

import re
from collections.abc import Sequence

from agent.models.text.script.language import is_past, stem, words_of
from agent.models.text.script.tools.toolview import ToolView
from agent.models.text.script.tools.vocabulary import is_known_verb
from agent.models.text.script.tools.wording import listed
from agent.models.text.script.variety import Variety

_ASKED = re.compile(
    r"\b(?:what (?:can|could) you (?:do|help)|what (?:are you able|do you know how) to do|how can you help|"
    r"how do you work|what can i (?:ask|say|do)|what are my options|what else can you do|help me understand)\b|"
    r"^help\W*$",
    re.IGNORECASE,
)
_MOST_LOOKED_UP, _MOST_DONE, _MOST_WORDS = 4, 5, 8
_CUT = re.compile(
    r"[.;:,]| by | with | between | that | as it | and its | of one | for each | or carry | in the current| in place"
    r"| in USD| and everything"
)
_INNER = frozenset({"id", "status", "stats", "path", "login"})
_PREPOSITIONS = frozenset("to for by from of on in".split())
_MASS = frozenset("support history availability insurance information".split())
_BEYOND = (
    "That's something I can't do here. I can {}.",
    "I have no way to do that. What I can do is {}.",
    "That is beyond me, I'm afraid. But I can {}.",
)
_NOT_FOLLOWED = (
    "Sorry, I didn't follow. I can {}: which would help?",
    "I'm not sure what you need. For example, I can {}.",
    "I couldn't make sense of that. What I can do is {}.",
    "Could you put that another way? I can {}.",
)


def asks_for_abilities(text: str) -> bool:
    """Whether somebody wants to know what can be done."""
    return _ASKED.search(text) is not None


def abilities(tools: Sequence[ToolView]) -> str:
    """What can be looked up, and what can be done, in two sentences and a question."""
    looked_up, done = _looked_up(tools), _done(tools)
    told = [f"I can look up {listed(looked_up)}."] if looked_up else []
    if done:
        told.append(f"I can {'also ' if told else ''}{listed(done)}.")
    return " ".join([*told, "What would you like?"])


def at_a_loss(tools: Sequence[ToolView], *, beyond: bool, variety: Variety) -> str:
    """Where nothing was understood, or no tool can do it: a part of what can be done, each time another."""
    offers = ([f"look up {noun}" for noun in _looked_up(tools)], _done(tools))
    chosen = [variety.pick(offered) for offered in offers if offered]
    return variety.pick(_BEYOND if beyond else _NOT_FOLLOWED).format(listed(chosen, joint="or"))


def _looked_up(tools: Sequence[ToolView]) -> list[str]:
    """What the reading tools tell about, each once, the shortest words for it."""
    found: dict[str, str] = {}
    for tool in tools:
        noun = _noun(tool) if tool.reads and not _INNER & {*tool.short} else None
        if noun is None:
            continue
        key = stem(noun.split()[-1])
        found[key] = min(noun, found.get(key, noun), key=len)
    return [*found.values()][:_MOST_LOOKED_UP]


def _done(tools: Sequence[ToolView]) -> list[str]:
    """What the acting tools do; verbs for the same thing together: "add, move and cancel entries"."""
    verbs: dict[str, list[str]] = {}
    others: list[str] = []
    for tool in tools:
        noun = _noun(tool)
        if "login" in tool.short or "logout" in tool.short or tool.plural or (tool.reads and noun is not None):
            continue
        if noun is None:
            others.append(_described(tool))
        else:
            verbs.setdefault(noun, []).append(_verb(tool))
    nouns: dict[str, list[str]] = {}
    for noun, own in verbs.items():
        nouns.setdefault(listed(list(dict.fromkeys(own))), []).append(noun)
    told = [f"{verb} {listed(own)}" for verb, own in nouns.items()]
    return [text for text in (*told, *dict.fromkeys(others)) if text][:_MOST_DONE]


def _named(tool: ToolView) -> tuple[str, ...]:
    """The words of its name from its verb on."""
    leads = tool.short[0].endswith("ing") and is_known_verb("".join(tool.short[1:2]))
    return tool.short[1:] if leads else tool.short


def _verb(tool: ToolView) -> str:
    """The verb of its name; what is merely set is what its description says."""
    verb, opening = _named(tool)[0], words_of(tool.spec.description)[:3]
    if verb != "set":
        return verb
    return " ".join(opening) if opening[1:2] == ("or",) else opening[0]


def _noun(tool: ToolView) -> str | None:
    """What its name says that it is about, in the plural; None where that is no word of its description."""
    nouns = [word for word in _named(tool)[1:] if word not in ("all", "user")]
    nouns = [*(word for word in nouns if is_past(word)), *(word for word in nouns if not is_past(word))]
    described = tool.spec.description.lower()
    told = {stem(word): word for word in words_of(described)[1:] if not word.endswith("ing")}
    if not nouns or _PREPOSITIONS & {*nouns} or stem(nouns[-1]) not in told or nouns[-1] in _verb(tool).split():
        return None
    last, phrase = nouns[-1], " ".join(nouns)
    match = re.search(rf"\b(the|user's|customer's|your) ((?:\w+ )?{last})\b(?! of an?\b)", described)
    if match is not None and not last.endswith("s"):
        return f"{'the' if match[1] == 'the' else 'your'} {match[2]}"
    if last in _MASS or (last.endswith("s") and not last.endswith("ss")):
        return phrase
    return f"{phrase[:-1]}ies" if last.endswith("y") else f"{phrase}{'es' if last.endswith('ss') else 's'}"


def _described(tool: ToolView) -> str:
    """The opening of its description, where that is short enough to be said."""
    opening = _CUT.split(tool.spec.description.strip(), maxsplit=1)[0].replace("the user's", "your")
    words = opening.split()
    return f"{words[0].lower()} {' '.join(words[1:])}".strip() if 0 < len(words) <= _MOST_WORDS else ""
