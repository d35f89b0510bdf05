"""Which code speaks: stored with every conversation."""

import os
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ENVIRONMENT_NAME = "PARLEY_CODE_VERSION"  # set when an image is built, and by the worker for its jobs


def code_version() -> str:
    """What the environment says, or the commit of this tree, or the package's version."""
    return os.environ.get(ENVIRONMENT_NAME) or _commit() or _package()


def _commit() -> str | None:
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, check=True, timeout=5, text=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None


def _package() -> str:
    try:
        return version("parley")
    except PackageNotFoundError:
        return "unknown"
