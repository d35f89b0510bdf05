"""Questions for what is missing, and plain words for what a tool refused."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.telling import describe, on_day
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.wording import listed, sentence, the
from agent.models.text.script.variety import Variety

_MOST_OFFERED = 5
_SURE = ("Sure.", "Okay.", "All right.", "Of course.")
_ID = re.compile(r"\s*\((?:[a-z]+[-_])*[a-z]*-?\d*[a-z_]*\)")
_FOR_MODELS = re.compile(r"[;,]\s*(?:ask|use|write|give|and use|and write|name|see)\b.*$")
_NONE = re.compile(r"; [\w ]+: none\b")
_WHOLE = re.compile(r"\b(\d+)\.0\b")
_KEY = re.compile(r"\b(?:the )?([a-z]+) [a-z]+-\d+\b")
_QUOTED = re.compile(r"'([^']*)'")


def ask_for(  # noqa: C901 - one case a kind of argument
    tool: ToolView, param: Param, *, thing: Thing | None, variety: Variety
) -> str:
    """A question for one argument."""
    sure = variety.pick(_SURE)
    about = f" for {the(thing.name)}" if thing is not None else ""
    match param.kind:
        case "day":
            question = f"Which day{about}?"
        case "time":
            question = f"What time{about}?"
        case "moment":
            question = f"When{about}?"
        case "duration":
            question = "How long should it be?"
        case "number":
            question = _ask_number(param)
        case "flag":
            question = f"Should it be {listed(list(param.flags), joint='or')}?"
        case "choice":
            question = f"Which one: {listed([str(c).replace('_', ' ') for c in param.choices], joint='or')}?"
        case "title":
            question = "What should I call it?"
        case "body":
            question = "What should it say?"
        case "query":
            question = "What should I look for?"
        case "names":
            question = "Who should be there?"
        case "place":
            question = "Where should it be?"
        case "text" if param.name.endswith(("_from", "_to")):
            question = "From where?" if param.name.endswith("_from") else "Where to?"
        case _:
            question = "Who do you mean?" if param.means_person else f"Which {param.noun} do you mean?"
    return f"{sure} {question}"


def ask_which(things: Sequence[Thing], param: Param) -> str:
    """A question between things that fit equally well."""
    told = [describe(thing) for thing in things[:_MOST_OFFERED]]
    if len({*told}) < len(told):
        told = [describe(thing) + on_day(thing) for thing in things[:_MOST_OFFERED]]
    return f"Which one do you mean: {listed(told, joint='or')}?"


def ask_unknown(phrase: str, param: Param, known: Sequence[Thing]) -> str:
    """There is nothing of that name: say what there is."""
    noun = param.noun
    missing = f"I couldn't find {_article(noun)} called {phrase}." if phrase else ""
    names = [thing.name.rstrip(".!?") for thing in known[:_MOST_OFFERED]]
    if len({*names}) < len(names):
        names = [thing.name + on_day(thing) for thing in known[:_MOST_OFFERED]]
    if not names:
        return f"{missing} {'Who' if param.means_person else f'Which {noun}'} do you mean?".strip()
    if not missing and param.means_person:
        return f"Who do you mean: {listed(names, joint='or')}?"
    if not missing:
        return f"Which {noun} would you like: {listed(names, joint='or')}?"
    return f"{missing} There's {listed(names)}. Which one do you mean?"


def found_nothing(searched: str | Mapping[str, Any]) -> str:
    """A search without a result."""
    words = searched if isinstance(searched, str) else " ".join(str(value) for value in searched.values())
    return f"I found nothing about {words}." if words else "I found nothing."


def explain(error: str) -> str:
    """A refusal in words for the user, without ids and without what only a model needs to know."""
    error = _KEY.sub(r"that \1", _WHOLE.sub(r"\1", _NONE.sub("", error)))
    text = _FOR_MODELS.sub("", _QUOTED.sub(r"\1", _ID.sub("", error)))
    text = (
        re.sub(r"(?<=[a-z])_(?=[a-z])", " ", text)
        .replace("; near:", ". Maybe you mean")
        .replace("; there are:", ". There's")
        .replace("; valid: none", "")
        .replace("; valid:", ". There's")
    )
    return sentence(text)


def _ask_number(param: Param) -> str:
    description = param.description.strip().rstrip(".")
    if description.lower().startswith("how "):
        return f"{description}?"
    if "percent" in description.lower():
        return "To how many percent?"
    if "degree" in description.lower():
        return "To how many degrees?"
    return f"What {param.name.replace('_', ' ')} should it be?"


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
