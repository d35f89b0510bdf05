"""The revisions lead to the tables of the code, on both databases, whoever starts first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from server.database import Database
from server.migrations import migrate
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
        assert session.connection().exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() == [
            "0002"
        ]
    for database in databases:
        database.close()


@pytest.fixture
def finished(any_house: House) -> House:
    """A house with a row in every append-only table."""
    page = Page(any_house).enter()
    talk_through(page)
    page.rate()
    return any_house


def test_what_was_recorded_cannot_be_changed(finished: House) -> None:
    for table in (str(table.__tablename__) for table in APPEND_ONLY):
        column = next(iter(inspect(finished.parts.database.engine).get_columns(table)))["name"]
        with pytest.raises(DBAPIError, match="append-only"), finished.parts.database.write() as session:
            session.connection().execute(text(f"UPDATE {table} SET {column} = {column}"))  # noqa: S608


def test_words_outside_their_list_are_refused(finished: House) -> None:
    with pytest.raises(DBAPIError), finished.parts.database.write() as session:
        session.connection().execute(text("UPDATE conversation SET phase = 'dancing'"))
