"""Claims to ports: two groups that start in the same moment see the same ports free, and must not both take them."""

import fcntl
from pathlib import Path
from typing import Self


class Claims:
    """The ports that this process has spoken for, among the processes that use the same folder.

    Byte n of one file stands for port n. A lock on it ends with the process, however that ends, and is handed on to no
    child. Closing any other handle of the file would drop the locks, so one process holds one ``Claims`` at a time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = (folder / "ports").open("wb")

    def take(self, port: int) -> bool:
        """Claim a port. False when another process has."""
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
        except BlockingIOError:
            return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._file.close()
