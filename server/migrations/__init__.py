"""The database's history, and the way to its present: run at every start, under a lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from server.database import Database

LOCK = 0x7061726C6579  # any constant: server replicas that start together migrate one after another


@contextmanager
def _configured(database: Database) -> Iterator[Config]:
    """Alembic's configuration with a locked connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with database.connect_to_write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        yield config


def migrate(database: Database) -> None:
    """Bring the database to the newest revision."""
    with _configured(database) as config:
        command.upgrade(config, "head")


def newest_revision() -> str | None:
    """The revision that the code's tables are at."""
    return ScriptDirectory(str(Path(__file__).parent)).get_current_head()


def write_revision(database: Database, *, number: str, message: str) -> None:
    """Write the revision that leads from this database's tables to those of the code."""
    with _configured(database) as config:
        command.revision(config, message, autogenerate=True, rev_id=number)
