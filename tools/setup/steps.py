"""A step of the set-up, and the stamp that tells whether it must be done again."""

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.setup.paths import ROOT, STAMPS
from tools.setup.shell import Shell


def _never() -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. It is done again when an input changed or an output is missing.

    ``inputs`` gives paths, whose content counts, and words, which count themselves. ``unneeded`` gives the reason why
    the step is not needed on this machine, or None.
    """

    name: str
    title: str
    inputs: Callable[[], Iterable[Path | str]]
    outputs: tuple[Path, ...]
    act: Callable[[Shell], None]
    unneeded: Callable[[], str | None] = _never
    stamps: Path = STAMPS

    @property
    def stamp(self) -> Path:
        """The file that holds the fingerprint of the inputs when the step was last done."""
        return self.stamps / f"{self.name}.stamp"

    @property
    def log(self) -> Path:
        """What the commands of the step wrote when it was last done."""
        return self.stamps / f"{self.name}.log"

    def fingerprint(self) -> str:
        """SHA-256 over all inputs. Raises FileNotFoundError when an input is missing."""
        digest = hashlib.sha256()
        for item in self.inputs():
            words = item if isinstance(item, str) else os.path.relpath(item, ROOT)
            content = b"" if isinstance(item, str) else item.read_bytes()
            digest.update(f"{len(words)} {words} {len(content)} ".encode() + content)
        return digest.hexdigest()

    def is_done(self) -> bool:
        """Whether the outputs are there and come from the inputs as they are now."""
        if not all(output.exists() for output in self.outputs):
            return False
        return self.stamp.is_file() and self.stamp.read_text() == self.fingerprint()

    def do(self, shell: Shell) -> None:
        """Act, and leave a stamp. Raises SetupError when the step cannot be done."""
        self.stamp.unlink(missing_ok=True)
        fingerprint = self.fingerprint()
        self.act(shell)
        self.stamp.write_text(fingerprint)
