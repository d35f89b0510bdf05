"""Once a minute: see who left, and carry approved payments on. Runs beside the watch, in a thread of its own."""

import threading

import structlog
from sqlmodel import Session, col, select

from server import tables
from server.integrations.prolific import ProlificError
from server.parts import Parts
from server.problems import RefusedError
from server.services.ledger.payer import settle
from server.services.recruiting import news

log = structlog.get_logger(__name__)
INTERVAL_S = 60.0


class Rounds:
    """Goes round once a minute; ``go`` is one round."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recruiting", daemon=True)

    def start(self) -> None:
        """Begin, where there is a recruiter."""
        if self._parts.prolific is not None:
            self._thread.start()

    def stop(self) -> None:
        """Finish the round that is under way and end."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def go(self) -> None:
        """One round. What Prolific refuses or cannot answer now waits for the next."""
        if self._parts.prolific is None:
            return
        try:
            news.look(self._parts)
        except ProlificError as error:
            log.warning("recruiter_not_seen", error=str(error))
        with self._parts.database.read() as session:
            studies = _studies_to_pay(session)
        for study_id in studies:
            try:
                settle(self._parts, self._parts.prolific, study_id)
            except (ProlificError, RefusedError) as error:
                log.warning("payments_wait", study=study_id, error=str(error))

    def _run(self) -> None:
        while not self._stop.wait(INTERVAL_S):
            try:
                self.go()
            except Exception:  # the thread's edge: without its rounds nobody would be paid, in silence
                log.exception("round_failed")


def _studies_to_pay(session: Session) -> list[str]:
    """The studies with a payment that was approved and never confirmed; more than there are does no harm."""
    approved = select(tables.PaymentStep.payment_id).where(col(tables.PaymentStep.state) == "approved")
    settled = select(tables.PaymentStep.payment_id).where(col(tables.PaymentStep.state).in_(("confirmed", "dropped")))
    query = (
        select(tables.Submission.study_id)
        .join(tables.Payment, col(tables.Payment.submission_id) == col(tables.Submission.id))
        .where(col(tables.Payment.id).in_(approved), col(tables.Payment.id).not_in(settled))
        .distinct()
    )
    return sorted(session.exec(query).all())
