"""System packages: looked for by what they provide, installed by apt-get when that is allowed, named when it is not."""

import glob
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from tools.setup.errors import SetupError
from tools.setup.shell import Shell
from tools.setup.steps import Step

PROGRAMS = {"chromium": ("chromium", "fonts-liberation"), "espeak-ng": ("espeak-ng",)}  # program: its packages
FLITE = "libflite.so.1"
LIBRARY_FOLDERS = ("/usr/lib", "/usr/local/lib", "/lib")


@dataclass(frozen=True, slots=True)
class Machine:
    """What this machine lets us do about a missing package."""

    has_apt: bool
    is_root: bool

    @classmethod
    def this(cls) -> "Machine":
        """The machine that we run on."""
        return cls(has_apt=shutil.which("apt-get") is not None, is_root=os.geteuid() == 0)


def apt_install(shell: Shell, packages: Sequence[str], machine: Machine | None = None) -> None:
    """Install system packages. Raises SetupError with the command to type when we may not, or when it fails."""
    machine = machine or Machine.this()
    command = f"apt-get install {' '.join(packages)}"
    if not machine.has_apt:
        raise SetupError(f"missing system packages: {', '.join(packages)} (names as on Debian); please install them")
    if not machine.is_root:
        raise SetupError(f"missing system packages; please run: sudo {command}")
    shell.progress.note(command)
    extra = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        shell.run("apt-get", "update", "-q", extra=extra)
        shell.run("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages, extra=extra)
    except SetupError as error:
        raise SetupError(f"`{command}` did not work: {error}") from error


def missing_for_tests(path: str | None = None, library_folders: Sequence[str] = LIBRARY_FOLDERS) -> list[str]:
    """The Debian packages that the tests need and that are not here: a browser, and voices for the callers."""
    missing: list[str] = []
    for program, packages in PROGRAMS.items():
        if shutil.which(program, path=path) is None:
            missing += packages
    places = [pattern for folder in library_folders for pattern in (f"{folder}/{FLITE}", f"{folder}/*/{FLITE}")]
    if not any(map(glob.glob, places)):
        missing.append("libflite1")
    return missing


def _nothing_missing() -> str | None:
    return None if missing_for_tests() else "all there"


SYSTEM_PACKAGES = Step(
    name="system",
    title="System packages for the tests",
    inputs=tuple,
    outputs=(),
    act=lambda shell: apt_install(shell, missing_for_tests()),
    unneeded=_nothing_missing,
)
