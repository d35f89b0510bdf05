"""Audio checks, attempts and spoken feedback name the study's hash and the code's version, as other rows do."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OWNERS = {
    "audio_check": "SELECT study_hash FROM submission WHERE submission.id = audio_check.submission_id",
    "feedback_audio": "SELECT study_hash FROM submission WHERE submission.id = feedback_audio.submission_id",
    "attempt": "SELECT study_hash FROM conversation WHERE conversation.id = attempt.conversation_id",
}


def upgrade() -> None:
    """Apply the revision. Which code wrote the earlier rows is not known, and they say so."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    op.execute(f"DROP TRIGGER audio_check_append_only{' ON audio_check' if postgresql else ''}")
    for table, owner in OWNERS.items():
        # Added in place with a default: rebuilding a table, SQLite's other way, would lose its CHECK constraints.
        op.add_column(table, sa.Column("study_hash", sa.String(), nullable=False, server_default=""))
        op.add_column(table, sa.Column("code_version", sa.String(), nullable=False, server_default="unknown"))
        op.execute(f"UPDATE {table} SET study_hash = ({owner})")
        if postgresql:
            op.alter_column(table, "study_hash", server_default=None)
            op.alter_column(table, "code_version", server_default=None)
    if postgresql:
        op.execute(
            "CREATE TRIGGER audio_check_append_only BEFORE UPDATE ON audio_check "
            "FOR EACH ROW EXECUTE FUNCTION refuse_update()"
        )
    else:
        op.execute(
            "CREATE TRIGGER audio_check_append_only BEFORE UPDATE ON audio_check "
            "BEGIN SELECT RAISE(ABORT, 'audio_check is append-only'); END"
        )
