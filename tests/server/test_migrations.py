"""The revisions lead to the tables of the code, on both databases, whoever starts first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from server import tables
from server.database import Database
from server.migrations import migrate, newest_revision
from server.services.ledger.planning import plan
from server.tables import APPEND_ONLY, Table
from tests.server.actors import Page, talk_through
from tests.server.house import House


def test_revisions_match_the_tables(database_url: str) -> None:
    database = Database(database_url)
    migrate(database)
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
        inspector = inspect(connection)
        for table in Table.metadata.tables.values():
            stored = {check["name"] for check in inspector.get_check_constraints(table.name)}
            assert stored == {c.name for c in table.constraints if type(c).__name__ == "CheckConstraint"}
    database.close()


def test_servers_that_start_together_migrate_once(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(migrate, databases))
    with databases[0].read() as session:
        stamped = session.connection().exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    assert stamped == [newest_revision()]
    for database in databases:
        database.close()


def test_rows_of_an_earlier_revision_are_carried_on(any_house: House) -> None:
    """Back to the second revision by hand, as a database of that time has it, and up again."""
    page = Page(any_house).enter()
    talk_through(page)
    page.call("POST", "feedback-audio", files={"audio": ("x", b"OggS")}).raise_for_status()
    database = any_house.parts.database
    with database.connect_to_write() as connection:
        for table in ("recruiter_event", "payment_step", "payout_line", "payout", "payment", "payer_turn"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE submission DROP COLUMN simulated"))
        for table in ("audio_check", "attempt", "feedback_audio"):
            for column in ("study_hash", "code_version"):
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    migrate(database)
    study = any_house.parts.shelf.find("trial")
    assert study is not None
    with database.read() as session:
        rows = [session.exec(select(table)).one() for table in (tables.AudioCheck, tables.Attempt)]
        rows.append(session.exec(select(tables.FeedbackAudio)).one())
        assert not session.exec(select(tables.Submission)).one().simulated
    assert [row.model_dump(include={"study_hash", "code_version"}) for row in rows] == [
        {"study_hash": study.hash, "code_version": "unknown"}
    ] * 3
    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.connection().execute(text("UPDATE audio_check SET passed = passed"))


@pytest.fixture
def finished(any_house: House) -> House:
    """A house with a row in every append-only table."""
    page = Page(any_house).enter()
    talk_through(page)
    page.rate()
    plan(any_house.parts, "trial")
    with any_house.parts.database.write() as session:
        payout = tables.Payout(
            study_id="trial", prolific_study_id="p", currency="USD", made_at=any_house.clock(), code_version="tests"
        )
        session.add(payout)
        session.flush()
        owner = session.exec(select(tables.Submission)).one()
        assert payout.id is not None
        event = tables.RecruiterEvent(
            id="e", event_type="t", resource_id="r", received_at=any_house.clock(), code_version="tests"
        )
        session.add(event)
        session.add(tables.PayoutLine(payout_id=payout.id, submission_id=owner.id, amount_minor=1, seen_before=[]))
    return any_house


def test_what_was_recorded_cannot_be_changed(finished: House) -> None:
    for table in (str(table.__tablename__) for table in APPEND_ONLY):
        column = next(iter(inspect(finished.parts.database.engine).get_columns(table)))["name"]
        with pytest.raises(DBAPIError, match="append-only"), finished.parts.database.write() as session:
            session.connection().execute(text(f"UPDATE {table} SET {column} = {column}"))  # noqa: S608


def test_words_outside_their_list_are_refused(finished: House) -> None:
    with pytest.raises(DBAPIError), finished.parts.database.write() as session:
        session.connection().execute(text("UPDATE conversation SET phase = 'dancing'"))
