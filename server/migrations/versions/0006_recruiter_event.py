"""The recruiter's events that were taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the revision."""
    op.create_table(
        "recruiter_event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=False),
        sa.Column("resource_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruiter_event")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER recruiter_event_append_only BEFORE UPDATE ON recruiter_event "
            "FOR EACH ROW EXECUTE FUNCTION refuse_update()"
        )
    else:
        op.execute(
            "CREATE TRIGGER recruiter_event_append_only BEFORE UPDATE ON recruiter_event "
            "BEGIN SELECT RAISE(ABORT, 'recruiter_event is append-only'); END"
        )
