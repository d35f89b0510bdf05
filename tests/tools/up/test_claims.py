"""Processes that choose their ports in the same moment: none takes what another has chosen."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.up.claims import Claims

pytestmark = pytest.mark.processes

CHOOSER = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from tools.up.claims import Claims
from tools.up.ports import Ports
with Claims(Path(sys.argv[1])) as claims:
    sys.stdin.readline()
    print(json.dumps(asdict(Ports.choose(claims=claims))), flush=True)
    sys.stdin.readline()
"""


class Chooser:
    """A process that chooses when it is told to, listens on nothing, and lives on."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-c", CHOOSER, str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def begin(self) -> None:
        """Let it choose."""
        assert self.process.stdin is not None
        self.process.stdin.write("choose\n")
        self.process.stdin.flush()

    def chosen(self) -> list[int]:
        """Its ports, once it has them."""
        assert self.process.stdout is not None
        return list(json.loads(self.process.stdout.readline()).values())


@pytest.fixture
def chooser(tmp_path: Path) -> Iterator[Callable[[], Chooser]]:
    started: list[Chooser] = []

    def start() -> Chooser:
        started.append(Chooser(tmp_path))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


def test_those_who_choose_at_once_share_no_port(chooser: Callable[[], Chooser]) -> None:
    choosers = [chooser() for _ in range(4)]
    for one in choosers:
        one.begin()
    ports = [port for one in choosers for port in one.chosen()]
    assert len(ports) == 16
    assert len(set(ports)) == len(ports)


def test_a_holder_that_is_killed_holds_nothing(tmp_path: Path, chooser: Callable[[], Chooser]) -> None:
    holder = chooser()
    holder.begin()
    ports = holder.chosen()
    with Claims(tmp_path) as claims:
        assert not any(claims.take(port) for port in ports)
        holder.process.kill()
        holder.process.wait()
        assert all(claims.take(port) for port in ports)
