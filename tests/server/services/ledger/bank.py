"""A study with people who are owed something, on the emulator; and a payer that can be struck down at any moment."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
from sqlmodel import Session

from server import tables
from server.database import Database
from server.integrations.prolific import Patience, Prolific, ProlificError
from server.parts import Parts
from server.services.ledger import approval
from server.services.ledger.book import NEXT, Entry, Pen, entries
from server.services.ledger.payer import settle
from tests.server.house import House
from tests.server.prolific import TOKEN, Emulated

REWARD = 260
BONUSES = {"minutes": 250, "feedback": 25}


class Crash(BaseException):
    """The process is gone: nothing catches this."""


@dataclass
class Fate:
    """Lets the process die at its nth moment; from then on nothing that it does succeeds."""

    dies_at: int | None = None
    n: int = 0

    def moment(self) -> None:
        if self.dies_at is not None and self.n >= self.dies_at:
            raise Crash
        self.n += 1


class MortalDatabase(Database):
    """The same database for a process that may die before or after each commit."""

    def __init__(self, real: Database, fate: Fate) -> None:
        self.engine, self._writing, self._fate = real.engine, real._writing, fate

    @contextmanager
    def write(self) -> Iterator[Session]:
        self._fate.moment()
        with super().write() as session:
            yield session
            self._fate.moment()
        self._fate.moment()


class MortalTransport(httpx.BaseTransport):
    """The same connection for a process that may die before a request, or before its answer."""

    def __init__(self, real: httpx.BaseTransport, fate: Fate) -> None:
        self._real, self._fate = real, fate

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._fate.moment()
        response = self._real.handle_request(request)
        self._fate.moment()
        return response


@dataclass
class Bank:
    """People of one Prolific study, and the payments that are approved for them."""

    house: House
    emulated: Emulated
    n: int = 1
    sessions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.study = self.emulated.study(places=self.n + 1)
        self.sessions = self.emulated.finished(self.study.id, self.n)
        with self.parts.database.write() as session:
            for session_id in self.sessions:
                self._add(session, session_id)
        approval.approve(self.parts, "trial", [entry.id for entry in self.mine("planned")], by="Pat")

    @property
    def parts(self) -> Parts:
        return self.house.parts

    def mine(self, *states: Any) -> list[Entry]:
        """This bank's payments that stand so."""
        with self.parts.database.read() as session:
            found = entries(session, "trial", states=states or NEXT)
        return [entry for entry in found if entry.submission.session_id in self.sessions]

    def settle(self, fate: Fate | None = None) -> bool:
        """One round of the payer; in a process that may die."""
        if fate is None:
            return settle(self.parts, self.emulated.client(tries=2), "trial")
        http = httpx.Client(
            base_url="http://prolific",
            transport=MortalTransport(self.emulated.transport, fate),
            headers={"Authorization": f"Token {TOKEN}"},
        )
        mortal = replace(self.parts, database=MortalDatabase(self.parts.database, fate))
        return settle(mortal, Prolific(http, Patience(tries=1)), "trial")

    def settle_all(self) -> None:
        """Rounds until nothing is left; a person looks at Prolific for what is unknown."""
        for _ in range(30):
            with suppress(ProlificError):
                self.settle()
            self.house.clock.advance(20 * 60)
            for entry in self.mine("unknown"):
                approval.resolve(self.parts, "trial", [entry.id], paid=self._shows(entry), by="Pat")
            if not self.mine("approved", "setup_sent", "setup_ok", "pay_sent", "unknown"):
                return

    def check_everybody_was_paid_once(self) -> None:
        """By the books, and by what Prolific paid."""
        assert {entry.state for entry in self.mine()} == {"confirmed"}
        with self.emulated.world.open() as state:
            for session_id in self.sessions:
                assert state.submissions[session_id].bonuses == [sum(BONUSES.values())]
                assert state.submissions[session_id].status == "APPROVED"

    def _shows(self, entry: Entry) -> bool:
        with self.emulated.world.open() as state:
            return bool(state.submissions[entry.submission.session_id].bonuses)

    def _add(self, session: Session, session_id: str) -> None:
        study, now = self.parts.shelf.find("trial"), self.parts.clock()
        assert study is not None
        owner = tables.Submission(
            id=f"sb-{session_id}",
            study_id="trial",
            study_hash=study.hash,
            prolific_pid="pid",
            prolific_study_id=self.study.id,
            session_id=session_id,
            entered_at=now,
            seen_at=now,
            completed_at=now,
            code_version="tests",
        )
        session.add(owner)
        session.flush()
        for component, amount in {"base": REWARD, **BONUSES}.items():
            payment = tables.Payment(
                submission_id=owner.id,
                component=component,
                version=1,
                way="reward" if component == "base" else "bonus",
                amount_minor=amount,
                currency="USD",
                evidence={},
                study_hash=study.hash,
                planned_at=now,
                code_version="tests",
            )
            Pen(now, "tests").first(session, payment)
