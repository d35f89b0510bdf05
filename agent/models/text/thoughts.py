"""Keeps a reasoning model's thoughts out of its speech: some servers stream them as text between two tags."""

_OPEN, _CLOSE = "<think>", "</think>"


class WithoutThoughts:
    """Takes text in pieces of any size and gives back what is to be said."""

    def __init__(self) -> None:
        self._held = ""
        self._inside = False

    def feed(self, text: str) -> str:
        """The part of the text so far that can be said now."""
        self._held += text
        said = ""
        while True:
            tag = _CLOSE if self._inside else _OPEN
            before, found, after = self._held.partition(tag)
            if found:
                said += "" if self._inside else before
                self._held, self._inside = after, not self._inside
                continue
            n_kept = _overlap(self._held, tag)
            said += "" if self._inside else self._held[: len(self._held) - n_kept]
            self._held = self._held[len(self._held) - n_kept :]
            return said

    def flush(self) -> str:
        """What was held back because it might have become a tag."""
        said, self._held = ("" if self._inside else self._held), ""
        return said


def _overlap(text: str, tag: str) -> int:
    """How many characters at the end of the text may be the beginning of the tag."""
    return next((n for n in range(min(len(text), len(tag) - 1), 0, -1) if tag.startswith(text[-n:])), 0)
