import socket
from pathlib import Path

import pytest

from tests.support.ports import free_port as any_port
from tools.up.claims import Claims
from tools.up.ports import UDP, Ports, PortTakenError, free_port, is_free, obstacle_on


def test_a_port_is_taken_when_somebody_listens() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        assert not is_free(port)
        assert free_port(port) != port
    assert is_free(port)


def test_udp_and_tcp_are_apart() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
        assert not is_free(port, UDP)


def test_the_usual_port_is_kept_unless_it_is_spoken_for() -> None:
    port = any_port()
    assert free_port(port) == port
    assert free_port(port, without={port}) != port


def test_a_port_that_was_asked_for_is_taken_or_refused() -> None:
    port = any_port()
    assert Ports.choose(port).page == port
    with socket.socket() as server:
        server.bind(("127.0.0.1", port))
        server.listen()
        with pytest.raises(PortTakenError, match=f"port {port} is taken"):
            Ports.choose(port)


def test_no_two_parts_get_the_same_port() -> None:
    page = any_port()
    ports = Ports.choose(page)
    assert len({ports.page, ports.livekit, ports.livekit_udp, ports.agent_health}) == 4


class Greedy(Claims):
    """Claims in a house where another process has spoken for the usual ports."""

    def take(self, port: int) -> bool:
        return port not in (7880, 7882, 8081) and super().take(port)


def test_what_another_group_has_spoken_for_is_left_to_it(tmp_path: Path) -> None:
    with Greedy(tmp_path) as claims:
        ports = Ports.choose(any_port(), claims=claims)
    assert not {ports.livekit, ports.livekit_udp, ports.agent_health} & {7880, 7882, 8081}


def test_a_page_that_another_group_has_spoken_for_is_refused(tmp_path: Path) -> None:
    with Greedy(tmp_path) as claims, pytest.raises(PortTakenError):
        Ports.choose(8081, claims=claims)


def test_the_obstacle_is_told_in_one_line() -> None:
    free = any_port()
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        assert obstacle_on(free, port)() == f"port {port} is taken by another program"
    assert obstacle_on(free, port)() is None
