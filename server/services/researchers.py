"""Letting researchers in: one key, a signed session, and few tries for who does not have it."""

import threading
from collections import deque
from datetime import UTC, datetime, timedelta

import structlog

from server.parts import Parts
from server.problems import RefusedError
from server.signing import Signer, same_secret

log = structlog.get_logger(__name__)

SESSION_LENGTH = timedelta(hours=12)


class FailedTries:
    """Remembers wrong keys for a while, by client and in all."""

    WINDOW = timedelta(minutes=5)
    PER_CLIENT = 5
    IN_ALL = 50

    def __init__(self) -> None:
        self._tries: deque[tuple[datetime, str]] = deque()
        self._lock = threading.Lock()

    def exhausted(self, client: str, now: datetime) -> bool:
        """Whether this client, or everybody together, has tried too often of late."""
        with self._lock:
            while self._tries and now - self._tries[0][0] > self.WINDOW:
                self._tries.popleft()
            of_client = sum(who == client for _, who in self._tries)
            return of_client >= self.PER_CLIENT or len(self._tries) >= self.IN_ALL

    def add(self, client: str, now: datetime) -> None:
        """One more wrong key."""
        with self._lock:
            self._tries.append((now, client))


class Gate:
    """Gives out sessions for the right key."""

    def __init__(self) -> None:
        self._failed = FailedTries()

    def sign_in(self, parts: Parts, key: str, client: str) -> tuple[str, datetime]:
        """A session and its end. Raises RefusedError: 401 for a wrong key, 429 after too many of them."""
        now = parts.clock()
        if self._failed.exhausted(client, now):
            raise RefusedError(429, "too_many_tries", "Too many wrong keys; please wait five minutes.")
        if not same_secret(key, parts.settings.researcher_key.get_secret_value()):
            self._failed.add(client, now)
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
