"""A part of the group: what to run, how to see that it is healthy, and how long to be patient with it."""

import http.client
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROBE_TIMEOUT_S = 0.5
OK = 200

Probe = Callable[[], bool]
Obstacle = Callable[[], str | None]


def no_obstacle() -> None:
    """Nothing keeps a part from starting."""


@dataclass(frozen=True, slots=True)
class Part:
    """One supervised process.

    It starts once every part named in ``after`` is healthy. It is healthy when ``probe`` says so and, if ``says`` is
    given, when its output has held that text. At the end it has ``grace_s`` seconds after SIGTERM;
    ``insist`` sends a second one at once, for a part that takes the first as a wish to wait for its guests.
    ``obstacle`` tells in one line what keeps it from its first start, which its own words might bury; None for nothing.
    A line that holds the text ``hushed`` goes to its log and is not shown.
    """

    name: str
    command: Sequence[str]
    probe: Probe
    environment: Mapping[str, str] = field(default_factory=dict)
    obstacle: Obstacle = no_obstacle
    says: str | None = None
    hushed: str | None = None
    after: tuple[str, ...] = ()
    patience_s: float = 90.0
    grace_s: float = 3.0
    insist: bool = False


def answers_http(port: int, path: str, host: str = "127.0.0.1") -> Probe:
    """A probe: ``GET path`` gives 200."""

    def probe() -> bool:
        connection = http.client.HTTPConnection(host, port, timeout=PROBE_TIMEOUT_S)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    return probe


def accepts_on(path: Path) -> Probe:
    """A probe: a unix socket takes a connection."""

    def probe() -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(PROBE_TIMEOUT_S)
            try:
                client.connect(str(path))
            except OSError:
                return False
            return True

    return probe
