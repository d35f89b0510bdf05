"""Events: put on their way when something changes, signed when they are sent, tried again when nobody takes them."""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from server.prolific_emulator.state import Delivery, Fault, State, Study, Submission

EVENT_TYPES = (
    "submission.status.change",
    "study.status.change",
    "study.progress.change",
    "study.has_high_return_rate",
)
MOST_TRIES = 12
LONGEST_LIST = 5000


def tell_submission(state: State, submission: Submission, now: datetime) -> None:
    """A submission's status changed. The event does not name the study."""
    body = {"resource_id": submission.id, "participant_id": submission.person_id, "status": submission.status}
    _tell(state, "submission.status.change", body, now)


def tell_study(state: State, study: Study, now: datetime) -> None:
    """A study's status changed."""
    body = {"resource_id": study.id, "metadata": study.sent.get("metadata"), "status": study.status}
    _tell(state, "study.status.change", body, now)


def _tell(state: State, event_type: str, body: dict[str, Any], now: datetime) -> None:
    for subscription in state.subscriptions.values():
        if not subscription.is_enabled or subscription.event_type != event_type:
            continue
        delivery = Delivery(
            event_id=secrets.token_hex(12),
            target_url=subscription.target_url,
            body=json.dumps({"event_type": event_type} | body),
            happened_at=now,
            due_at=now,
        )
        state.deliveries += _spoilt(state, delivery)


def _spoilt(state: State, delivery: Delivery) -> list[Delivery]:
    """What really goes out of an event: it, twice, late, or not at all."""
    fault = next((fault for fault in state.faults if fault.kind.startswith("hook_")), None)
    if fault is None:
        return [delivery]
    use_up(state, fault)
    if fault.kind == "hook_never":
        return []
    if fault.kind == "hook_late":
        return [delivery.model_copy(update={"due_at": delivery.due_at + timedelta(seconds=fault.seconds)})]
    return [delivery, delivery.model_copy()]


def use_up(state: State, fault: Fault) -> None:
    """A fault has happened once more."""
    fault.times -= 1
    if fault.times <= 0:
        state.faults.remove(fault)


def due(state: State, now: datetime) -> list[Delivery]:
    """The deliveries to be tried now."""
    return [found for found in state.deliveries if found.status == "PENDING" and found.due_at <= now]


def request_of(state: State, delivery: Delivery, sent_at: datetime) -> tuple[dict[str, str], bytes]:
    """Headers and body. ``sent_at`` is by this machine's clock, which is also the receiver's, not by the world's."""
    timestamp, raw = str(int(sent_at.timestamp())), delivery.body.encode()
    mac = hmac.digest((state.hook_secret or "").encode(), timestamp.encode() + raw, hashlib.sha256)
    headers = {
        "Content-Type": "application/json",
        "X-Prolific-Request-Timestamp": timestamp,
        "X-Prolific-Request-Signature": base64.b64encode(mac).decode(),
        "X-Event-ID": delivery.event_id,
        "X-Timestamp": str(int(delivery.happened_at.timestamp())),
    }
    return headers, raw


def note(delivery: Delivery, now: datetime, *, taken: bool) -> None:
    """How a try ended: taken, or to be tried again after one minute, two, four."""
    delivery.tries += 1
    if taken:
        delivery.status = "SUCCEEDED"
    elif delivery.tries >= MOST_TRIES:
        delivery.status = "FAILED"
    else:
        delivery.due_at = now + timedelta(minutes=2 ** (delivery.tries - 1))


def forget_old(state: State) -> None:
    """Keep the list of deliveries short."""
    if len(state.deliveries) > LONGEST_LIST:
        state.deliveries = [found for found in state.deliveries if found.status == "PENDING"][-LONGEST_LIST:]
