"""Ports on loopback: the usual ones, so that links stay valid, and free ones where those are taken."""

import socket
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tools.up.claims import Claims

TCP, UDP = socket.SOCK_STREAM, socket.SOCK_DGRAM


class PortTakenError(Exception):
    """The port that was asked for belongs to another process."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where each part listens."""

    page: int
    livekit: int
    livekit_udp: int
    agent_health: int

    @classmethod
    def choose(cls, page: int | None = None, *, claims: Claims | None = None) -> "Ports":
        """The usual ports where they are free, others otherwise. Raises PortTakenError when ``page`` is taken.

        With ``claims`` each is claimed too, so that no other group that chooses at this moment takes it.
        """
        may_have = claims.take if claims else lambda _port: True
        if page is not None and not (is_free(page) and may_have(page)):
            raise PortTakenError(f"port {page} is taken; choose another with --port, or leave the choice to parley")
        taken = {page} if page is not None else set()

        def pick(usual: int, kind: socket.SocketKind = TCP) -> int:
            while True:
                port = free_port(usual, kind, without=taken)
                taken.add(port)
                if may_have(port):
                    return port

        return cls(
            page=page if page is not None else pick(8000),
            livekit=pick(7880),
            livekit_udp=pick(7882, UDP),
            agent_health=pick(8081),
        )


def obstacle_on(*ports: int) -> Callable[[], str | None]:
    """Tells in one line which of these TCP ports somebody listens on; None when all are free."""

    def tell() -> str | None:
        held = [str(port) for port in ports if not is_free(port)]
        return f"port {', '.join(held)} is taken by another program" if held else None

    return tell


def is_free(port: int, kind: socket.SocketKind = TCP) -> bool:
    """Whether nothing holds the port, on loopback or on any address."""
    for host in ("127.0.0.1", "0.0.0.0"):  # noqa: S104
        with socket.socket(socket.AF_INET, kind) as probe:
            if kind is TCP:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                return False
    return True


def free_port(usual: int, kind: socket.SocketKind = TCP, *, without: AbstractSet[int | None] = frozenset()) -> int:
    """The usual port when it is free, otherwise one that the system gives."""
    if usual not in without and is_free(usual, kind):
        return usual
    while True:
        with socket.socket(socket.AF_INET, kind) as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port not in without:
            return port
