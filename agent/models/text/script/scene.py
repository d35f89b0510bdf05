"""What the instructions tell about the conversation: when it plays, what it is about, who the user is."""

import re
from dataclasses import dataclass
from datetime import datetime

from scenarios.forms.days import MONTHS

_GUIDELINES = "You are a voice assistant."
_NOW = re.compile(
    (
        rf"\b(?P<month>{'|'.join(MONTHS)}) (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})(?:,| at)? "
        rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d) ?(?P<half>[ap])m"
    ),
    re.IGNORECASE,
)
_OWNER = re.compile(r"\b(?:look after|work for|help|assist) (?P<name>\w+)'s\b")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d|Z)?")


@dataclass(frozen=True, slots=True)
class Scene:
    """``about`` is the scenario's own prompt, empty where there is none."""

    now: datetime
    about: str
    owner: str | None = None  # whom the assistant works for, where the prompt says it


def read_scene(instructions: str, now: datetime) -> Scene:
    """Read a system prompt. ``now`` stands where it names no time."""
    about = instructions.partition(_GUIDELINES)[0].strip()
    owner = _OWNER.search(about)
    return Scene(_named_time(instructions, now) or now, about, owner["name"] if owner is not None else None)


def _named_time(text: str, now: datetime) -> datetime | None:
    if (iso := _ISO.search(text)) is not None:
        return datetime.fromisoformat(iso[0])
    found = _NOW.search(text)
    if found is None:
        return None
    month = MONTHS.index(found["month"].lower()) + 1
    hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "p" else 0)
    return datetime(int(found["year"]), month, int(found["day"]), hour, int(found["minute"]), tzinfo=now.tzinfo)
