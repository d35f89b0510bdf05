"""What Prolific shows decides whether a bonus was paid. It is asked, never guessed, and nothing is sent from here."""

from collections import Counter, defaultdict
from datetime import timedelta

import structlog

from server import tables
from server.integrations.prolific import NotThereError, Prolific
from server.parts import Parts
from server.services.ledger.book import Entry, Pen, entries

log = structlog.get_logger(__name__)
PATIENCE = timedelta(hours=1)  # Prolific pays within minutes
LineKey = tuple[int, str]  # payout, submission


def reconcile(parts: Parts, prolific: Prolific, study_id: str) -> None:
    """Confirm the bonuses that Prolific shows; what it does not show for an hour is unknown: a person must look."""
    waiting: dict[LineKey, list[Entry]] = defaultdict(list)
    with parts.database.read() as session:
        for entry in entries(session, study_id, states=["pay_sent", "unknown"], way="bonus"):
            assert entry.step.payout_id is not None
            waiting[(entry.step.payout_id, entry.submission.id)].append(entry)
        lines = {key: session.get_one(tables.PayoutLine, key) for key in waiting}
    for key, found in waiting.items():
        try:
            shown = prolific.submissions.get(found[0].submission.session_id).bonus_payments
        except NotThereError:
            shown = None
        _judge(parts, found, lines[key], shown or ())


def _judge(parts: Parts, found: list[Entry], line: tables.PayoutLine, shown: tuple[int, ...]) -> None:
    pen = Pen(parts.clock(), parts.code_version)
    fresh = Counter(shown) - Counter(line.seen_before)
    if fresh[line.amount_minor]:
        if fresh.total() > 1:
            log.error("more_bonuses_than_ours", submission_id=line.submission_id, n=fresh.total())
        with parts.database.write() as session:
            pen.write(session, found, "confirmed")
        return
    late = [entry for entry in found if entry.state == "pay_sent" and pen.at - entry.step.at > PATIENCE]
    if late:
        log.warning("payment_unknown", submission_id=line.submission_id, payout=line.payout_id)
        with parts.database.write() as session:
            pen.write(session, late, "unknown", note="Prolific does not show it; look there before it is paid again")
