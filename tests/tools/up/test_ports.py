import socket

import pytest

from tests.support.ports import free_port as any_port
from tools.up.ports import UDP, Ports, PortTakenError, free_port, is_free


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
