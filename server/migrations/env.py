"""Alembic's entry: always handed a connection, by ``server.migrations.migrate`` or ``python -m server.migrations``."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from server.tables import Table
from server.tables.base import UtcDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write revisions in SQLAlchemy's own types, so that they outlive ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


def run() -> None:
    """Run the revisions on the connection that was handed over, inside its transaction."""
    connection: sa.Connection = context.config.attributes["connection"]
    context.configure(
        connection=connection, target_metadata=Table.metadata, render_as_batch=True, render_item=render_item
    )
    with context.begin_transaction():
        context.run_migrations()


run()
