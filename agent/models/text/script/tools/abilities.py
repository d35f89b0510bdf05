"""What the assistant can do with its tools, in words for the user."""

import re
from collections.abc import Sequence

from agent.models.text.script.tools.toolview import ToolView
from agent.models.text.script.tools.wording import listed

_ASKED = re.compile(
    r"\b(?:what (?:can|could) you (?:do|help)|what (?:are you able|do you know how) to do|how can you help|"
    r"how do you work|what can i (?:ask|say|do)|what are my options|what else can you do|help me understand)\b|"
    r"^help\W*$",
    re.IGNORECASE,
)
_MOST_TOLD = 5
_MOST_WORDS = 7
_CUT = re.compile(r"[.;:,]| by | with | between | to another | that | as it | and its | of one | for each | or carry ")


def asks_for_abilities(text: str) -> bool:
    """Whether somebody wants to know what can be done."""
    return _ASKED.search(text) is not None


def abilities(tools: Sequence[ToolView]) -> str:
    """The most telling of the tools: what they do first, looking up before."""
    tools = [tool for tool in tools if "status" not in tool.short]
    chosen = [*[tool for tool in tools if tool.reads][:2], *[tool for tool in tools if not tool.reads]][:_MOST_TOLD]
    told = [text for tool in chosen if (text := _does(tool))]
    return f"I can {listed(told)}. What would you like?"


def _does(tool: ToolView) -> str:
    opening = _CUT.split(tool.spec.description.strip(), maxsplit=1)[0].replace("the user's", "your")
    words = opening.split()
    return f"{words[0].lower()} {' '.join(words[1:])}".strip() if 0 < len(words) <= _MOST_WORDS else ""
