"""What the script knows about a kind of goal, read from the files in ``packs``.

``match`` says when a pack is meant, ``facts`` what to find out, ``answers`` what to say to which question; texts of one
list are told one after the other. Every pattern is over lower-case words without punctuation.
"""

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_FOLDER = Path(__file__).parent / "packs"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(_Part):
    """Something to find out: asked once, and known when its pattern was heard."""

    ask: str
    known: str
    echo: str = ""


class Answer(_Part):
    """What is said to a question or a mention."""

    when: str
    say: tuple[str, ...]


class Option(_Part):
    """Something to choose, with a reason."""

    name: str
    why: str


class Sign(_Part):
    """Something to praise where it was said, and to advise where it was not."""

    when: str
    praise: str
    advice: str


class Part(_Part):
    """A part to play. It goes from line to line where it hears ``moves_on``, otherwise it waits with other words."""

    who: str
    opens: str
    moves_on: str
    lines: tuple[str, ...]
    waits: tuple[str, ...]
    ends: str
    signs: tuple[Sign, ...]


class Pack(_Part):
    """One kind of goal."""

    match: str
    facts: tuple[Fact, ...]
    options: tuple[Option, ...] = ()
    answers: tuple[Answer, ...]
    plan: tuple[str, ...]
    first_step: str
    tips: tuple[str, ...]
    part: Part | None = None


@cache
def load_packs() -> dict[str, Pack]:
    """All packs by name. Raises pydantic.ValidationError for a file that is none."""
    return {
        path.stem: Pack.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(_FOLDER.glob("*.yaml"))
    }


def find_pack(text: str, *, least: int) -> str | None:
    """The pack whose words occur most often in a text, at least so many times; None for none."""
    said = " ".join(re.findall(r"[a-z']+", text.lower()))
    counts = {name: len(re.findall(rf"\b(?:{pack.match})\b", said)) for name, pack in load_packs().items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= least else None
