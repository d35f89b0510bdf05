"""What somebody may have meant: the known name that is nearest to a mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.7  # of the letters; less is another name


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like another, None where none is like it."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=ALIKE)), None)


def hint(name: str, known: Iterable[str], *, most: int | None = None) -> str:
    """The end of a message about an unknown name: what was meant, or what there is."""
    known = list(dict.fromkeys(known))
    meant = nearest(name, known)
    if meant is not None:
        return f"did you mean {meant!r}?"
    more = ", ..." if most is not None and len(known) > most else ""
    return f"there are: {', '.join(known[:most]) or 'none'}{more}"
