"""Prolific's events: whether one is genuine is decided over the raw bytes, before anything reads them."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

OLDEST = timedelta(minutes=5)  # a signature is made when an event is sent, and anew for each try
NEWEST = timedelta(minutes=1)  # what another machine's clock may be ahead


class HookRefusedError(Exception):
    """What came is not an event of Prolific's, or too old to be believed."""


class HookBody(BaseModel):
    """The part of all events that Parley reads. A submission's event carries no study."""

    model_config = ConfigDict(frozen=True)

    event_type: str
    resource_id: str
    status: str | None = None
    participant_id: str | None = None


@dataclass(frozen=True, slots=True)
class HookEvent:
    """A genuine event. ``id`` is the same for every try to deliver it."""

    id: str
    body: HookBody


def sign(secret: SecretStr, timestamp: str, raw: bytes) -> str:
    """The signature of a body sent at this time: base64 of HMAC-SHA256 over both."""
    mac = hmac.digest(secret.get_secret_value().encode(), timestamp.encode() + raw, hashlib.sha256)
    return base64.b64encode(mac).decode()


def verify(raw: bytes, headers: Mapping[str, str], *, secret: SecretStr, now: datetime) -> HookEvent:
    """The event of a request. ``headers`` is looked up in lower case. Raises HookRefusedError."""
    timestamp = headers.get("x-prolific-request-timestamp", "")
    _check_signature(headers.get("x-prolific-request-signature", ""), sign(secret, timestamp, raw))
    _check_age(timestamp, now)
    event_id = headers.get("x-event-id", "")
    if not event_id:
        raise HookRefusedError("the event has no id")
    try:
        return HookEvent(event_id, HookBody.model_validate_json(raw))
    except ValidationError as error:
        raise HookRefusedError("the event cannot be read") from error


def _check_signature(given: str, right: str) -> None:
    try:
        mac = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError) as error:
        raise HookRefusedError("the signature is no signature") from error
    if not hmac.compare_digest(mac, base64.b64decode(right)):
        raise HookRefusedError("the signature is wrong")


def _check_age(timestamp: str, now: datetime) -> None:
    try:
        age = now - datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise HookRefusedError("the time is no time") from error
    if not -NEWEST <= age <= OLDEST:
        raise HookRefusedError("the event is too old, or from the future")
