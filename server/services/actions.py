"""What the tools of a scenario do, in the few words by which the participant's page calls what the assistant did."""

import re
from collections.abc import Mapping
from typing import Any

from scenarios.worlds import world_class
from scenarios.worlds.together import wire_name

LONGEST = 72
_SENTENCE_END = re.compile(r"[.;:](\s|$)")


def actions_of(document: Mapping[str, Any]) -> dict[str, str]:
    """What each tool of a scenario's document does, by the name that models call it; tools of the past are left out."""
    mode = document.get("mode", "product")
    found: dict[str, str] = {}
    for tool_id in document.get("tools", ()):
        domain, _, name = str(tool_id).partition(".")
        try:
            found[wire_name(str(tool_id))] = in_few_words(world_class(domain, mode).tools[name].description)
        except KeyError:
            continue
    return found


def in_few_words(description: str) -> str:
    """The first sentence of a tool's description, up to its first clause where it is long: "Lock or unlock a door"."""
    sentence = _SENTENCE_END.split(description.strip(), maxsplit=1)[0]
    if len(sentence) <= LONGEST:
        return sentence
    clause, _, _ = sentence.partition(",")
    return clause if len(clause) <= LONGEST else f"{clause[: LONGEST - 1].rsplit(' ', 1)[0]}…"
