"""What `parley up` may be told, checked by nothing but Python: `make run` looks at it before a set-up of minutes."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

from tools.setup.paths import ROOT

PARTS = ("livekit", "speech", "server", "agent")
KINDS = {"open-chat": "open_chat", "goal": "goal_oriented", "tool": "tool_calling"}
CATALOG = ROOT / "scenarios/catalog"
NEAR = 0.7  # of the letters of what was meant


def wish_for(scenario: str) -> str:
    """How a rehearsal's link asks for a scenario or a kind of them. Raises ValueError for one that does not exist."""
    if (category := KINDS.get(scenario, scenario)) in KINDS.values():
        return category
    if not (CATALOG / f"{scenario}.yaml").is_file() or "/" in scenario:
        known = [path.stem for path in CATALOG.glob("*.yaml")]
        near = get_close_matches(scenario.lower(), [*known, *KINDS], n=1, cutoff=NEAR)
        meant = f"did you mean {near[0]}? " if near else ""
        kinds = ", ".join(KINDS)
        others = f"`ls scenarios/catalog` shows all, and {kinds} are kinds"
        raise ValueError(f"there is no scenario {scenario!r}; {meant}{others}")
    return scenario


def kept_parts(names: str) -> frozenset[str]:
    """The parts of a list with commas. Raises ValueError for one that does not exist."""
    kept = frozenset(name.strip() for name in names.split(",") if name.strip())
    if unknown := kept.difference(PARTS):
        raise ValueError(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return kept


def complaint_about(options: Sequence[str]) -> str | None:
    """What is wrong with these options of `parley up`, in one line; None when they can be used."""
    try:
        told = parser().parse_args(options)
        for check, value in ((_port, told.port), (wish_for, told.scenario), (kept_parts, told.keep)):
            if value is not None:
                check(value)
    except ValueError as error:
        return str(error)
    return None


def parser() -> argparse.ArgumentParser:
    """A parser of the same options as the command's; what they may hold is checked after it, for the words' sake."""
    told = _Complaining(add_help=False, allow_abbrev=False)
    told.add_argument("--data")
    told.add_argument("--port")
    told.add_argument("--scenario")
    told.add_argument("--rehearsal", action=argparse.BooleanOptionalAction)
    told.add_argument("--keep")
    told.add_argument("--json", action="store_true")
    told.add_argument("--help", action="store_true")
    return told


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise ValueError(f"--port is a number from 1 to 65535, not {text!r}")
    return int(text)


class _Complaining(argparse.ArgumentParser):
    """Raises ValueError with one line instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(message)
