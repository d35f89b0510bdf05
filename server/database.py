"""The database: SQLite in one file or PostgreSQL by URL, behind two kinds of transactions.

A write on SQLite begins with ``BEGIN IMMEDIATE``: it holds the only write lock from its first read on, so what it read
still holds when it writes. On PostgreSQL the same is done row by row with ``SELECT ... FOR UPDATE``.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

WRITES = "parley_writes"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long whoever finds SQLite's file locked waits for it, in seconds, and by which clock."""

    busy_s: float = 30.0
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def _set_up_sqlite(engine: Engine, waiting: Waiting) -> None:
    """Take transactions out of the driver's hands and make acknowledged commits survive a power cut."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {round(waiting.busy_s * 1000)}")
        _write_ahead(connection, waiting)
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _write_ahead(connection: Any, waiting: Waiting) -> None:
    """Turn the write-ahead log on. Two who turn it on at once fail without the busy timeout, and one of them waits."""
    give_up_at = waiting.monotonic() + waiting.busy_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or waiting.monotonic() > give_up_at:
                raise
            waiting.sleep(0.01)
        else:
            return


def _make_engine(url: str, waiting: Waiting) -> Engine:
    """An engine with a pool that outlasts a burst. Errors never carry parameters: they may be personal."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True)
    if file := make_url(url).database:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=10, max_overflow=40, hide_parameters=True)
    _set_up_sqlite(engine, waiting)
    return engine


class Database:
    """The one place where connections and transactions come from."""

    def __init__(self, url: str, *, waiting: Waiting | None = None) -> None:
        self.engine = _make_engine(url, waiting or Waiting())
        self._writing = self.engine.execution_options(**{WRITES: True})

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only looks."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction: committed when the block ends, rolled back when it raises."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def connect_to_write(self) -> Iterator[Connection]:
        """A bare connection in a write transaction, for migrations."""
        with self._writing.begin() as connection:
            yield connection

    def ping(self) -> None:
        """Raise sqlalchemy.exc.SQLAlchemyError when the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def insert_once(session: Session, rows: Sequence[SQLModel]) -> None:
    """Insert a table's rows unless one with that key is there, whoever else is inserting it at this moment."""
    if rows:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        statement = dialect.insert(type(rows[0])).on_conflict_do_nothing()
        session.execute(statement, [row.model_dump() for row in rows])
