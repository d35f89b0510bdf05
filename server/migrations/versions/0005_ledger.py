"""The ledger: what is owed, every step on the way to paying it, and whose turn it is to pay."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

APPEND_ONLY = ("payment", "payout", "payout_line", "payment_step")
STATES = ("planned", "approved", "setup_sent", "setup_ok", "pay_sent", "confirmed", "unknown", "refused", "dropped")


def upgrade() -> None:
    """Apply the revision."""
    _what_is_owed()
    _what_was_done()
    for table in APPEND_ONLY:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_update()"
            )
        else:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _what_is_owed() -> None:
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("study_hash", sa.String(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.CheckConstraint(
            "component IN ('base', 'minutes', 'task', 'feedback', 'fault')", name=op.f("ck_payment_component")
        ),
        sa.CheckConstraint("way IN ('reward', 'bonus')", name=op.f("ck_payment_way")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payment_amount_minor")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_payment_submission_id_submission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint(
            "submission_id", "component", "version", name=op.f("uq_payment_submission_id_component_version")
        ),
    )
    op.create_index(op.f("ix_payment_submission_id"), "payment", ["submission_id"], unique=False)


def _what_was_done() -> None:
    op.create_table(
        "payout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.String(), nullable=False),
        sa.Column("prolific_study_id", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_payout_study_id_study")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout")),
    )
    op.create_index(op.f("ix_payout_study_id"), "payout", ["study_id"], unique=False)
    op.create_table(
        "payout_line",
        sa.Column("payout_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("seen_before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["payout_id"], ["payout.id"], name=op.f("fk_payout_line_payout_id_payout")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_payout_line_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("payout_id", "submission_id", name=op.f("pk_payout_line")),
    )
    states = ", ".join(f"'{state}'" for state in STATES)
    op.create_table(
        "payment_step",
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("payout_id", sa.Integer(), nullable=True),
        sa.Column("setup_id", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.CheckConstraint(f"state IN ({states})", name=op.f("ck_payment_step_state")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_payment_step_payment_id_payment")),
        sa.ForeignKeyConstraint(["payout_id"], ["payout.id"], name=op.f("fk_payment_step_payout_id_payout")),
        sa.PrimaryKeyConstraint("payment_id", "number", name=op.f("pk_payment_step")),
    )
    op.create_index(op.f("ix_payment_step_payout_id"), "payment_step", ["payout_id"], unique=False)
    op.create_table(
        "payer_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payer_turn")),
    )
