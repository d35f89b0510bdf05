"""How worlds find things by the names that people say: case and punctuation do not count, and nothing is guessed.

A name that fits no entry, or more than one, is refused with the nearest names, so that the assistant can ask.
"""

from collections.abc import Iterable
from difflib import get_close_matches

N_LISTED = 20


def plain(name: str) -> str:
    """A name as it sounds: letters and digits alone, without case."""
    return "".join(char for char in name.casefold() if char.isalnum())


def find_name(wanted: str, names: Iterable[str]) -> str | None:
    """The one name that is meant: exactly written, or alone in sounding the same. None where there is no such name."""
    known = list(names)
    if wanted in known:
        return wanted
    alike = [name for name in known if plain(name) == plain(wanted)] if plain(wanted) else []
    return alike[0] if len(alike) == 1 else None


def near_names(wanted: str, names: Iterable[str]) -> list[str]:
    """The names that hold the wanted one as a word, else up to three that are spelt much like it, the nearest first."""
    known = list(names)
    partial = [name for name in known if plain(wanted) and plain(wanted) in map(plain, name.split())]
    if partial:
        return partial
    spelt = {plain(name): name for name in known}
    return [spelt[found] for found in get_close_matches(plain(wanted), list(spelt), n=3, cutoff=0.6)]


def listed(names: Iterable[str]) -> str:
    """Names in their order, for an error message; a long list is cut and says so."""
    known = list(names)
    more = f" and {len(known) - N_LISTED} more" if len(known) > N_LISTED else ""
    return ", ".join(known[:N_LISTED]) + more if known else "none"


def no_such(what: str, wanted: object, names: Iterable[str]) -> str:
    """The message for an unknown name: the nearest names if there are any, then the valid ones."""
    known = list(names)
    near = near_names(str(wanted), known)
    hint = f" did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"there is no {what} {wanted!r};{hint} valid: {listed(known)}"
