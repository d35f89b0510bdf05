"""Runs a group of shell commands, for the tests of the supervisor: signals reach only a process of its own.

Usage: python -m tests.tools.supervise.driver LOGS JSON, where JSON is {"parts": [{name, script, ...}], "keep": [...]}.
What keeps a part from starting is what its file ``obstacle`` holds, if it has one.
Prints ``{"name": pid, ...}`` each time the group is up.
"""

import json
import sys
from pathlib import Path

from tools.supervise.group import Group
from tools.supervise.logs import Console
from tools.supervise.part import Part


def _part(*, name: str, script: str, obstacle: str | None = None, **options: object) -> Part:
    def tell() -> str | None:
        return Path(obstacle).read_text() if obstacle and Path(obstacle).exists() else None

    command = ("sh", "-c", script)
    return Part(name=name, command=command, probe=lambda: True, obstacle=tell, **options)  # type: ignore[arg-type]


def main(logs: str, spec: str) -> int:
    """Run the group and give its exit code."""
    asked = json.loads(spec)
    group = Group(
        [_part(**part) for part in asked["parts"]],
        logs=Path(logs),
        show=Console(width=8).show,
        on_up=lambda pids: print(json.dumps(pids), flush=True),
        keep=asked["keep"],
    )
    return group.run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
