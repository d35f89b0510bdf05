"""Which events are believed."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from server.integrations.prolific.webhooks import HookRefusedError, verify

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
OURS = "between-prolific-and-us"
SECRET = SecretStr(OURS)
RAW = b'{"event_type": "submission.status.change",  "resource_id": "s1", "status": "RETURNED"}'


def headers(raw: bytes = RAW, *, at: datetime = NOW, secret: str = OURS) -> dict[str, str]:
    timestamp = str(int(at.timestamp()))
    mac = hmac.new(secret.encode(), timestamp.encode() + raw, hashlib.sha256).digest()
    return {
        "x-prolific-request-timestamp": timestamp,
        "x-prolific-request-signature": base64.b64encode(mac).decode(),
        "x-event-id": "e1",
    }


def test_a_genuine_event_is_read() -> None:
    event = verify(RAW, headers(), secret=SECRET, now=NOW)
    assert (event.id, event.body.resource_id, event.body.status) == ("e1", "s1", "RETURNED")


def test_the_signature_is_over_the_very_bytes() -> None:
    with pytest.raises(HookRefusedError, match="wrong"):
        verify(RAW.replace(b"  ", b" "), headers(), secret=SECRET, now=NOW)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"x-prolific-request-signature": ""}, "wrong"),
        ({"x-prolific-request-signature": "ü"}, "no signature"),
        ({"x-prolific-request-timestamp": "0"}, "wrong"),
        ({"x-event-id": ""}, "no id"),
    ],
)
def test_what_is_not_whole_is_refused(changes: dict[str, str], complaint: str) -> None:
    with pytest.raises(HookRefusedError, match=complaint):
        verify(RAW, headers() | changes, secret=SECRET, now=NOW)


def test_another_secret_signs_nothing() -> None:
    with pytest.raises(HookRefusedError, match="wrong"):
        verify(RAW, headers(secret="guessed"), secret=SECRET, now=NOW)


@pytest.mark.parametrize(("age_s", "good"), [(0, True), (299, True), (301, False), (-59, True), (-61, False)])
def test_old_events_and_those_from_the_future_are_refused(age_s: int, good: bool) -> None:
    sent = headers(at=NOW - timedelta(seconds=age_s))
    if good:
        verify(RAW, sent, secret=SECRET, now=NOW)
        return
    with pytest.raises(HookRefusedError, match="too old"):
        verify(RAW, sent, secret=SECRET, now=NOW)


def test_a_signed_event_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(HookRefusedError, match="cannot be read"):
        verify(b"[]", headers(b"[]"), secret=SECRET, now=NOW)
