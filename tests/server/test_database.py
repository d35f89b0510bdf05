"""Servers that set one SQLite file up at the same moment wait for each other."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from server.database import Database, Waiting


@pytest.fixture
def other(tmp_path: Path) -> sqlite3.Connection:
    """Another connection that reads the file, so that nobody can turn the write-ahead log on."""
    connection = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    connection.execute("CREATE TABLE t (a)")
    connection.execute("BEGIN")
    connection.execute("SELECT * FROM t").fetchall()
    return connection


def test_whoever_holds_the_file_is_waited_for(tmp_path: Path, other: sqlite3.Connection) -> None:
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            other.execute("COMMIT")

    waiting = Waiting(busy_s=0.001, monotonic=lambda: 0.0, sleep=sleep)
    database = Database(f"sqlite:///{tmp_path / 'x.db'}", waiting=waiting)
    database.ping()
    assert len(waits) == 3
    with database.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    database.close()
    other.close()


def test_one_who_holds_it_for_ever_is_named(tmp_path: Path, other: sqlite3.Connection) -> None:
    clock = iter(range(100))
    waiting = Waiting(busy_s=0.001, monotonic=lambda: next(clock), sleep=lambda _: None)
    database = Database(f"sqlite:///{tmp_path / 'x.db'}", waiting=waiting)
    with pytest.raises(OperationalError, match="database is locked"):
        database.ping()
    database.close()
    other.close()
