"""Submissions say whether a person took part or a simulated participant."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the revision. Nobody was simulated before."""
    # Added in place with a default: rebuilding a table, SQLite's other way, would lose its CHECK constraints.
    op.add_column("submission", sa.Column("simulated", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("submission", "simulated", server_default=None)
