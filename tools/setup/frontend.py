"""The page: npm packages by the lock, with the Node that the Python lock carries, and the built page."""

from collections.abc import Iterator
from pathlib import Path

from tools.setup.paths import BIN, FRONTEND
from tools.setup.shell import Shell
from tools.setup.steps import Step

NOT_SOURCES = {"node_modules", "dist", "coverage"}


def sources() -> Iterator[Path]:
    """Every file that the built page can depend on, in a fixed order."""
    for entry in sorted(FRONTEND.iterdir()):
        if entry.is_dir() and entry.name not in NOT_SOURCES:
            yield from (path for path in sorted(entry.rglob("*")) if path.is_file() and ".test." not in path.name)
        elif entry.is_file() and not entry.name.endswith(".tsbuildinfo"):
            yield entry


def _install(shell: Shell) -> None:
    shell.progress.note("npm ci: about half a minute")
    shell.run(BIN / "npm", "ci", "--no-progress", cwd=FRONTEND)


def _build(shell: Shell) -> None:
    shell.run(BIN / "npm", "run", "build", cwd=FRONTEND)


NODE_PACKAGES = Step(
    name="node-packages",
    title="Packages of the page",
    inputs=lambda: (FRONTEND / "package.json", FRONTEND / "package-lock.json", FRONTEND / ".npmrc"),
    outputs=(FRONTEND / "node_modules" / ".package-lock.json",),
    act=_install,
)
PAGE = Step(
    name="page",
    title="The page, built",
    inputs=sources,
    outputs=(FRONTEND / "dist" / "index.html",),
    act=_build,
)
