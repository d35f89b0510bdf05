"""A folder of this user's own for what lives no longer than its processes: sockets, and claims to ports.

The folder for temporary files is everybody's: a name that others can foresee there is a place where they can wait.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

SHARED = Path("/tmp")  # noqa: S108
LONGEST = 80  # characters: the path of a unix socket in it may have 108


class RuntimeFolderError(Exception):
    """The folder cannot be made, or what stands in its place belongs to somebody else or is open to others."""


def runtime_folder(environment: Mapping[str, str] = os.environ, *, shared: Path = SHARED) -> Path:
    """The folder, made when it is missing: in XDG_RUNTIME_DIR where that is ours. Raises RuntimeFolderError."""
    given = environment.get("XDG_RUNTIME_DIR")
    folder = Path(given) / "parley" if given else None
    if folder is None or len(str(folder)) > LONGEST or not _is_ours(folder.parent):
        folder = shared / f"parley-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise RuntimeFolderError(f"cannot make {folder}: {error.strerror}") from error
    if not _is_ours(folder) or folder.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise RuntimeFolderError(f"{folder} must be a folder of your own that nobody else can open (mode 700)")
    return folder


def _is_ours(folder: Path) -> bool:
    try:
        seen = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid()
