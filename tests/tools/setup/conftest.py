"""Set-up in a folder of the test's own: a quiet progress, a shell with its log, steps that count their acts."""

from io import StringIO
from pathlib import Path

import pytest

from tools.setup.progress import Progress
from tools.setup.shell import Shell


@pytest.fixture
def out() -> StringIO:
    """What the person would see."""
    return StringIO()


@pytest.fixture
def progress(out: StringIO) -> Progress:
    """Progress of three steps, the first begun."""
    progress = Progress(3, out)
    progress.start("a step")
    return progress


@pytest.fixture
def shell(tmp_path: Path, progress: Progress) -> Shell:
    """A shell that logs into the test's folder."""
    return Shell(tmp_path / "step.log", progress)
