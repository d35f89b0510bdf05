"""Says the same thing in different words: every list of phrases is gone through before one comes again."""

from collections.abc import Sequence
from zlib import crc32


class Variety:
    """Chooses among phrases; the same conversation always chooses the same."""

    def __init__(self, seed: str = "") -> None:
        self._seed = crc32(seed.encode())
        self._used: dict[Sequence[str], int] = {}

    def pick(self, phrases: Sequence[str]) -> str:
        """The next of these phrases."""
        key = tuple(phrases)
        n = self._used.get(key, 0)
        self._used[key] = n + 1
        return key[(n + self._seed % len(key)) % len(key)]
