"""The people whom the script can play, read from ``parts.yaml``."""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from agent.models.text.script.pages import read_page

_FILE = Path(__file__).parent / "parts.yaml"


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sign(_Line):
    """Something to praise where it was said, and to advise where it was not."""

    when: str
    praise: str
    advice: str


class Part(_Line):
    """A part to play. It goes from line to line where it hears ``moves_on``, otherwise it waits with other words."""

    match: str
    who: str
    opens: str
    moves_on: str
    lines: tuple[str, ...]
    waits: tuple[str, ...]
    ends: str
    signs: tuple[Sign, ...]


@cache
def load_parts() -> tuple[Part, ...]:
    """All parts, in the order in which they are tried. Raises pydantic.ValidationError for a file that is none."""
    return tuple(Part.model_validate(part) for part in read_page(_FILE))


def find_part(*texts: str) -> Part:
    """The part that is asked for in the first text that names one; otherwise somebody who has doubts."""
    for text in texts:
        said = " ".join(re.findall(r"[a-z']+", text.lower()))
        found = [(match.start(), part, match) for part in load_parts() if (match := _named(part, said))]
        if found:
            _, part, match = min(found, key=lambda one: one[0])
            return part.model_copy(update={"who": part.who.format(who=match["who"] if "{who}" in part.who else "")})
    last = load_parts()[-1]
    return last.model_copy(update={"who": "the other one"})


def _named(part: Part, said: str) -> re.Match[str] | None:
    pattern = part.match if "(?P<who>" in part.match else f"(?P<who>{part.match})"
    return re.search(rf"\b{pattern}\b", said)
