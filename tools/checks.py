"""`make test`, stage by stage: each named, timed, and stopping everything when it fails."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.setup.paths import BIN, FRONTEND, ROOT
from tools.setup.shell import environment

HEAVY = "livekit or browser or postgres or speech or processes"


@dataclass(frozen=True, slots=True)
class Stage:
    """One command that must succeed."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT


def _tool(name: str, *options: str) -> tuple[str, ...]:
    return (str(BIN / name), *options)


LINT = (
    Stage("ruff check", _tool("ruff", "check", ".")),
    Stage("ruff format", _tool("ruff", "format", "--check", ".")),
    Stage("mypy --strict", _tool("mypy")),
    Stage("import contracts", _tool("lint-imports", "--no-logo")),
    Stage("page: lint", _tool("npm", "run", "--silent", "lint"), FRONTEND),
    Stage("page: types", _tool("npm", "run", "--silent", "typecheck"), FRONTEND),
    Stage("compose file", _tool("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")),
)
UNIT = (
    Stage("page: unit tests", _tool("npm", "test", "--silent"), FRONTEND),
    Stage("unit tests", _tool("pytest", "-n", "2", "-m", f"not ({HEAVY})")),
)
SYSTEM = (Stage("tests with real processes, servers and a browser", _tool("pytest", "-m", HEAVY)),)
GOALS = {"lint": LINT, "unit": UNIT, "all": (*LINT, *UNIT, *SYSTEM)}


def carry_out(stages: Sequence[Stage]) -> int:
    """Run the stages in order. Gives 0, or the exit code of the first that failed."""
    began = time.monotonic()
    for number, stage in enumerate(stages, 1):
        print(f"\n=== {number}/{len(stages)} {stage.name}", flush=True)
        started = time.monotonic()
        code = subprocess.run(stage.command, cwd=stage.folder, env=environment(), check=False).returncode
        if code:
            print(f"=== FAILED: {stage.name} (exit code {code}, {_since(started)})", flush=True)
            return code if code > 0 else 128 - code
        print(f"=== passed: {stage.name} ({_since(started)})", flush=True)
    print(f"\nAll {len(stages)} stages passed in {_since(began)}.", flush=True)
    return 0


def _since(started: float) -> str:
    return f"{time.monotonic() - started:.1f} s"


def main(arguments: Sequence[str]) -> int:
    """Run the stages of a goal: lint, unit or all."""
    if len(arguments) != 1 or arguments[0] not in GOALS:
        print(f"usage: python -m tools.checks {'|'.join(GOALS)}", file=sys.stderr)
        return os.EX_USAGE
    try:
        return carry_out(GOALS[arguments[0]])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
