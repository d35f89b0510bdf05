"""The one payer. For whatever it does: it writes down what it will do, does it, and writes down the answer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from sqlmodel import Session, select

from server import tables
from server.integrations.prolific import (
    CrowdedError,
    Money,
    NotThereError,
    Prolific,
    ProlificError,
    ProlificRefusedError,
)
from server.integrations.prolific.bonuses import LARGEST_SETUP
from server.parts import Parts
from server.services.ledger import reconciling, rewards
from server.services.ledger.approval import check_cap
from server.services.ledger.book import UNDER_WAY, Entry, Pen, entries
from server.services.ledger.turn import payers_turn

log = structlog.get_logger(__name__)


def settle(parts: Parts, prolific: Prolific, study_id: str) -> bool:
    """Carry a study's approved payments on as far as they go now. False when another server is at it.

    Called again and again, until nothing is approved and nothing under way. Raises ProlificError when Prolific cannot
    be asked, and RefusedError for a study beyond its cap; what was done until then is written down.
    """
    with payers_turn(parts) as mine:
        if mine:
            payer = _Payer(parts, prolific, study_id)
            payer.take_back_what_was_not_announced()
            rewards.settle_rewards(parts, prolific, study_id)
            payer.pay_what_is_announced()
            payer.announce_and_pay()
            reconciling.reconcile(parts, prolific, study_id)
        return mine


@dataclass(frozen=True, slots=True)
class _Payer:
    parts: Parts
    prolific: Prolific
    study_id: str

    def take_back_what_was_not_announced(self) -> None:
        """After a crash a set may be announced whose id nobody knows. It can never be paid: it is announced anew."""
        with self.parts.database.write() as session:
            lost = entries(session, self.study_id, states=["setup_sent"])
            self._pen().write(session, lost, "approved", note="announced anew: the answer was lost, nothing was paid")

    def pay_what_is_announced(self) -> None:
        """Pay the sets that were announced and not yet paid."""
        with self.parts.database.read() as session:
            found = entries(session, self.study_id, states=["setup_ok"])
        for announced in _by_payout(found):
            self._pay(announced)

    def announce_and_pay(self) -> None:
        """Announce approved bonuses in sets of one Prolific study, and pay each set before the next is announced."""
        with self.parts.database.read() as session:
            busy = {e.submission.id for e in entries(session, self.study_id, states=UNDER_WAY, way="bonus")}
            found = entries(session, self.study_id, states=["approved"], way="bonus")
        for chosen in _sets([entry for entry in found if entry.submission.id not in busy]):
            self._announce(chosen)

    def _announce(self, chosen: Sequence[Entry]) -> None:
        before = self._look_at(chosen)
        known = [entry for entry in chosen if entry.submission.id in before]
        if not known:
            return
        with self.parts.database.write() as session:
            sent = self._begin(session, known, before)
        amounts = _amounts(sent)
        try:
            setup = self.prolific.bonuses.set_up(sent[0].submission.prolific_study_id, amounts)
        except ProlificRefusedError as error:
            self._on_refused_set(sent, error)
            return
        total = sum(amount.minor for amount in amounts.values())
        if setup.amount != total:
            self._write(sent, "refused", note=f"Prolific understood {setup.amount} cents instead of {total}")
            log.error("bonuses_misunderstood", study=self.study_id, sent_minor=total, understood_minor=setup.amount)
            return
        self._pay(self._write(sent, "setup_ok", setup_id=setup.id))

    def _look_at(self, chosen: Sequence[Entry]) -> dict[str, tuple[int, ...]]:
        """The bonuses that submissions have now. One that Prolific does not know is refused, and left out."""
        before = {}
        for owned in _by_submission(chosen):
            submission = owned[0].submission
            try:
                before[submission.id] = self.prolific.submissions.get(submission.session_id).bonus_payments or ()
            except NotThereError as error:
                self._write(owned, "refused", note=str(error))
        return before

    def _begin(self, session: Session, chosen: Sequence[Entry], before: dict[str, tuple[int, ...]]) -> list[Entry]:
        """Write a set down before it is announced, under the study's lock and within its cap."""
        session.exec(select(tables.Study).where(tables.Study.id == self.study_id).with_for_update()).one()
        check_cap(self.parts, session, self.study_id)
        payout = tables.Payout(
            study_id=self.study_id,
            prolific_study_id=chosen[0].submission.prolific_study_id,
            currency=chosen[0].payment.currency,
            made_at=self.parts.clock(),
            code_version=self.parts.code_version,
        )
        session.add(payout)
        session.flush()
        assert payout.id is not None
        for submission_id, amount in _sums(chosen).items():
            seen = list(before[submission_id])
            line = tables.PayoutLine(
                payout_id=payout.id, submission_id=submission_id, amount_minor=amount, seen_before=seen
            )
            session.add(line)
        return self._pen().write(session, chosen, "setup_sent", payout_id=payout.id)

    def _on_refused_set(self, sent: Sequence[Entry], error: ProlificRefusedError) -> None:
        """One bad line refuses a whole set: the others must not wait for it, so each is tried alone."""
        if isinstance(error, CrowdedError):
            self._write(sent, "approved", note=str(error))
            raise error
        if len(_sums(sent)) == 1:
            self._write(sent, "refused", note=str(error))
            return
        for alone in _by_submission(self._write(sent, "approved", note=f"tried alone: {error}")):
            self._announce(alone)

    def _pay(self, announced: Sequence[Entry]) -> None:
        """Pay a set, once. From ``pay_sent`` on nobody pays it again, whatever happens."""
        sent = self._write(announced, "pay_sent")
        setup_id = sent[0].step.setup_id
        assert setup_id is not None
        try:
            self.prolific.bonuses.pay(setup_id)
        except CrowdedError as error:
            self._write(sent, "setup_ok", note=str(error))
            raise
        except ProlificRefusedError as error:
            self._write(sent, "refused", note=str(error))
        except ProlificError as error:
            log.warning("pay_not_answered", study=self.study_id, setup=setup_id, error=str(error))

    def _write(
        self,
        found: Sequence[Entry],
        state: tables.PaymentState,
        *,
        setup_id: str | None = None,
        note: str | None = None,
    ) -> list[Entry]:
        with self.parts.database.write() as session:
            return self._pen().write(session, found, state, setup_id=setup_id, note=note)

    def _pen(self) -> Pen:
        return Pen(self.parts.clock(), self.parts.code_version)


def _sums(found: Sequence[Entry]) -> dict[str, int]:
    """What each submission gets, over its components."""
    sums: dict[str, int] = defaultdict(int)
    for entry in found:
        sums[entry.submission.id] += entry.payment.amount_minor
    return dict(sums)


def _amounts(found: Sequence[Entry]) -> dict[str, Money]:
    """The same for Prolific, by its own ids."""
    names = {entry.submission.id: entry.submission.session_id for entry in found}
    return {names[owner]: Money(minor, found[0].payment.currency) for owner, minor in _sums(found).items()}


def _by_submission(found: Sequence[Entry]) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        groups[entry.submission.id].append(entry)
    return list(groups.values())


def _by_payout(found: Sequence[Entry]) -> list[list[Entry]]:
    groups: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in found:
        groups[entry.step.payout_id].append(entry)
    return list(groups.values())


def _sets(found: Sequence[Entry]) -> list[list[Entry]]:
    """Sets that can be announced: of one study and currency, of no more submissions than Prolific takes."""
    groups: dict[tuple[str, str], list[list[Entry]]] = defaultdict(list)
    for owned in _by_submission(found):
        groups[(owned[0].submission.prolific_study_id, owned[0].payment.currency)].append(owned)
    return [
        [entry for owned in group[start : start + LARGEST_SETUP] for entry in owned]
        for group in groups.values()
        for start in range(0, len(group), LARGEST_SETUP)
    ]
