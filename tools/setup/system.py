"""System packages: looked for by what they provide, installed by apt-get when that is allowed, named when it is not."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from tools.setup.errors import SetupError
from tools.setup.shell import Shell
from tools.setup.steps import Step

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIBRARY_FOLDERS = ("/usr/lib", "/usr/local/lib", "/lib")


def apt_install(shell: Shell, packages: Sequence[str]) -> None:
    """Install system packages. Raises SetupError with the command to type when we may not, or when it fails."""
    command = f"apt-get install {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise SetupError(f"missing system packages: {', '.join(packages)} (names as on Debian); please install them")
    if os.geteuid() != 0:
        raise SetupError(f"missing system packages; please run: sudo {command}")
    shell.progress.note(f"{command}")
    extra = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        shell.run("apt-get", "update", "-q", extra=extra)
        shell.run("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages, extra=extra)
    except SetupError as error:
        raise SetupError(f"`{command}` did not work: {error}") from error


def missing_for_tests() -> list[str]:
    """The Debian packages that the tests need and that are not here: a browser, and the voice of the test's user."""
    missing = []
    if not any(map(shutil.which, CHROMIUM)):
        missing.append("chromium")
    if not any(any(Path(folder).glob(f"{depth}libflite.so.1")) for folder in LIBRARY_FOLDERS for depth in ("", "*/")):
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
