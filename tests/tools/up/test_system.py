"""`parley up` with the real parts: it comes up, alone or beside another, it goes down, and leaves nothing behind."""

import contextlib
import json
import os
import signal
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from socket import SocketKind

import httpx
import psutil
import pytest

from tests.support.parley_up import Parley, parley_up
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.livekit, pytest.mark.timeout(240)]

STOPPED_WITHIN_S = 60


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Parley]:
    with parley_up(tmp_path / "data", rehearsal=False, keep=["server"]) as parley:
        yield parley


def everything_below(parley: Parley) -> list[psutil.Process]:
    """The supervisor's processes, with the agent's own children; the supervisor itself not among them."""
    return list(psutil.Process(parley.process.pid).children(recursive=True))


def listening_at(process: psutil.Process) -> list[tuple[str, str]]:
    """Protocol and address of all that takes what comes from outside."""
    sockets = [socket for socket in process.net_connections("inet") if not socket.raddr]
    kinds = {SocketKind.SOCK_STREAM: "TCP", SocketKind.SOCK_DGRAM: "UDP"}
    return [(kinds[socket.type], socket.laddr.ip) for socket in sockets if socket.laddr]


def assert_gone(processes: list[psutil.Process]) -> None:
    assert processes
    wait_until(
        lambda: not [process for process in processes if process.is_running() and process.status() != "zombie"],
        for_what="every process to be gone",
        timeout_s=STOPPED_WITHIN_S,
    )


def test_it_comes_up_and_ctrl_c_leaves_nothing(house: Parley) -> None:
    assert httpx.get(f"{house.server_url}/healthz", trust_env=False).status_code == 200
    notice = house.data / "up.json"
    assert json.loads(notice.read_text()) == house.facts
    for name in ("up.json", "secrets.json", "livekit.yaml"):
        assert stat.S_IMODE((house.data / name).stat().st_mode) == 0o600, name
    processes = everything_below(house)
    listening = [address for process in processes for address in listening_at(process)]
    assert {"TCP", "UDP"} == {kind for kind, _ in listening}
    assert {host for _, host in listening} == {"127.0.0.1"}
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(STOPPED_WITHIN_S) == 0
    assert_gone(processes)
    assert not notice.exists()


def test_the_agents_death_stops_all_and_is_passed_on(house: Parley) -> None:
    processes = everything_below(house)
    house.kill("agent")
    assert house.process.wait(STOPPED_WITHIN_S) == 128 + signal.SIGKILL
    assert_gone(processes)


def test_its_own_death_leaves_nothing(house: Parley) -> None:
    processes = everything_below(house)
    os.kill(house.process.pid, signal.SIGKILL)
    house.process.wait(STOPPED_WITHIN_S)
    assert_gone(processes)


def test_a_server_that_is_kept_comes_back_and_the_agent_stays(house: Parley) -> None:
    agent, server = house.pid("agent"), house.kill("server")
    wait_until(lambda: house.pid("server") != server, for_what="a new server", timeout_s=STOPPED_WITHIN_S)
    assert httpx.get(f"{house.server_url}/healthz", trust_env=False).status_code == 200
    assert house.pid("agent") == agent


def test_two_that_start_at_once_come_up_side_by_side(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        groups = [parley_up(tmp_path / name, rehearsal=False) for name in ("one", "two")]
        one, two = pool.map(stack.enter_context, groups)
        assert not set(one.facts["ports"].values()) & set(two.facts["ports"].values())
        for parley in (one, two):
            assert httpx.get(f"{parley.server_url}/healthz", trust_env=False).status_code == 200
