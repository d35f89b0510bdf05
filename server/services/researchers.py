"""Letting researchers in: one key, a signed session, and few and slow tries for who does not have it."""

import asyncio
import threading
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

import structlog

from server.parts import Parts
from server.problems import RefusedError
from server.signing import Signer, same_secret

log = structlog.get_logger(__name__)

SESSION_LENGTH = timedelta(hours=12)

Sleep = Callable[[float], Awaitable[None]]


class FailedTries:
    """Remembers wrong keys for a while, address by address: no stranger's tries keep anybody else out."""

    WINDOW = timedelta(minutes=5)
    PER_ADDRESS = 5
    ADDRESSES = 10_000  # the longest unheard of is forgotten first

    def __init__(self) -> None:
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def exhausted(self, client: str, now: datetime) -> bool:
        """Whether this address has tried too often of late."""
        with self._lock:
            tries = self._tries.get(network_of(client), ())
            return sum(now - tried_at <= self.WINDOW for tried_at in tries) >= self.PER_ADDRESS

    def add(self, client: str, now: datetime) -> None:
        """One more wrong key."""
        address = network_of(client)
        with self._lock:
            self._tries.setdefault(address, deque(maxlen=self.PER_ADDRESS)).append(now)
            self._tries.move_to_end(address)
            if len(self._tries) > self.ADDRESSES:
                self._tries.popitem(last=False)

    def __len__(self) -> int:
        """How many addresses are remembered."""
        return len(self._tries)


def network_of(client: str) -> str:
    """Whom an address belongs to: one host of IPv4, the /64 network that one host of IPv6 is given."""
    try:
        address = ip_address(client)
    except ValueError:  # a socket of this machine has no address
        return client
    return client if address.version == 4 else str(ip_network(f"{client}/64", strict=False))


class Gate:
    """Gives out sessions for the right key, and lets whoever has none wait for the answer."""

    SLOW_S = 0.5

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._failed = FailedTries()
        self._sleep = sleep

    async def sign_in(self, parts: Parts, key: str, client: str) -> tuple[str, datetime]:
        """A session and its end. Raises RefusedError: 401 for a wrong key, 429 after too many of them."""
        now = parts.clock()
        if self._failed.exhausted(client, now):
            raise RefusedError(429, "too_many_tries", "Too many wrong keys; please wait five minutes.")
        if not same_secret(key, parts.settings.researcher_key.get_secret_value()):
            self._failed.add(client, now)
            await self._sleep(self.SLOW_S)
            log.warning("wrong_researcher_key")
            raise RefusedError(401, "wrong_key", "This is not the researcher's key.")
        expires_at = now + SESSION_LENGTH
        return _signer(parts).sign(str(int(expires_at.timestamp()))), expires_at

    def check(self, parts: Parts, session: str | None) -> datetime:
        """When this session ends. Raises RefusedError when it is none, or has ended."""
        signed = _signer(parts).check(session or "")
        expires_at = datetime.fromtimestamp(int(signed), UTC) if signed else None
        if expires_at is None or expires_at <= parts.clock():
            raise RefusedError(401, "signed_out", "Please sign in with the researcher's key.")
        return expires_at


def _signer(parts: Parts) -> Signer:
    """Bound to the key: a new key ends all sessions."""
    key = parts.settings.researcher_key.get_secret_value()
    return Signer(parts.settings.token_secret.get_secret_value(), f"researcher {key}")
