"""Which code wrote a row."""

import os
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def code_version() -> str:
    """PARLEY_CODE_VERSION (set when an image is built), or the commit of this tree, or the package's version."""
    return os.environ.get("PARLEY_CODE_VERSION") or _commit() or _package_version()


def _commit() -> str | None:
    """The commit of the working tree, marked when files were changed since."""
    try:
        described = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=12"],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            timeout=5,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return described.stdout.strip() or None


def _package_version() -> str:
    try:
        return version("parley")
    except PackageNotFoundError:
        return "unknown"
