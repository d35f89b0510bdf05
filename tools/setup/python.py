"""Python: a virtual environment, uv from the hashed lock, then every package that the lock names."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.setup.errors import SetupError
from tools.setup.paths import BIN, LOCK, PYPROJECT, STAMPS, VENV
from tools.setup.shell import Shell
from tools.setup.steps import Step
from tools.setup.system import apt_install

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
BYTECODE = {"UV_COMPILE_BYTECODE": "1", "UV_COMPILE_BYTECODE_TIMEOUT": "600"}


def pinned(name: str, lock: Path = LOCK) -> str:
    """The lines of one package in a lock: its version and hashes. Raises SetupError when it is not in it."""
    found = re.search(rf"^{re.escape(name)}==.*\n(?:    --hash=.*\n)+", lock.read_text(), re.MULTILINE)
    if found is None:
        raise SetupError(f"{lock.name} does not pin {name} by hash")
    return found.group()


def _works(*command: str | Path) -> bool:
    try:
        return subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make_environment(shell: Shell) -> None:
    same_version = f"import sys; sys.exit('%d.%d' % sys.version_info[:2] != '{VERSION}')"
    if _works(BIN / "python", "-c", same_version) and _works(BIN / "uv", "--version"):
        return
    if not _works(sys.executable, "-m", "ensurepip", "--version"):
        apt_install(shell, [f"python{VERSION}-venv"])
    shutil.rmtree(VENV, ignore_errors=True)
    shell.progress.note(f"Python {VERSION} in .venv, and uv")
    shell.run(os.path.realpath(sys.executable), "-m", "venv", VENV)
    requirement = STAMPS / "uv.txt"
    requirement.write_text(pinned("uv"))
    shell.run(BIN / "python", "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", requirement)


def _install_packages(shell: Shell) -> None:
    shell.progress.note("checked by hash, and compiled: half a minute to three minutes")
    shell.run(BIN / "uv", "pip", "sync", "--python", BIN / "python", "--require-hashes", LOCK, extra=BYTECODE)


def _install_parley(shell: Shell) -> None:
    options = ("--python", BIN / "python", "--no-build-isolation", "--no-deps")
    shell.run(BIN / "uv", "pip", "install", *options, "--editable", ".")


def _project_table() -> Iterator[Path | str]:
    """What decides how Parley itself is installed; tool settings in the same file do not."""
    document = tomllib.loads(PYPROJECT.read_text())
    yield str([document["project"], document["build-system"], document["tool"]["hatch"]])
    yield LOCK
    yield VERSION


ENVIRONMENT = Step(
    name="environment",
    title="Python environment",
    inputs=lambda: (VERSION, os.path.realpath(sys.executable)),
    outputs=(BIN / "python", BIN / "uv"),
    act=_make_environment,
)
PACKAGES = Step(
    name="packages",
    title="Python packages",
    inputs=lambda: (LOCK, VERSION),
    outputs=(BIN / "uvicorn", BIN / "node"),
    act=_install_packages,
)
PARLEY = Step(
    name="parley",
    title="The parley command",
    inputs=_project_table,
    outputs=(BIN / "parley",),
    act=_install_parley,
)
