"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the revision."""
    _studies()
    _submissions()
    _assignments()
    _conversations()
    _answers()


def _studies() -> None:
    op.create_table(
        "study",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("accepting", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
    )
    op.create_table(
        "study_version",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("study_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_study_version_study_id_study")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_study_version")),
    )
    op.create_index(op.f("ix_study_version_study_id"), "study_version", ["study_id"], unique=False)
    op.create_table(
        "scenario_version",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("scenario_id", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "category IN ('open_chat', 'goal_oriented', 'tool_calling')", name=op.f("ck_scenario_version_category")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_scenario_version")),
    )
    op.create_index(op.f("ix_scenario_version_scenario_id"), "scenario_version", ["scenario_id"], unique=False)


def _submissions() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("study_id", sa.String(), nullable=False),
        sa.Column("study_hash", sa.String(), nullable=False),
        sa.Column("prolific_pid", sa.String(), nullable=False),
        sa.Column("prolific_study_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("scenario_wish", sa.String(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=True),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.CheckConstraint(
            "closed_reason IN ('declined', 'audio_check_failed', 'our_fault', 'study_full', 'study_closed', 'abandoned')",
            name=op.f("ck_submission_closed_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["study_hash"], ["study_version.hash"], name=op.f("fk_submission_study_hash_study_version")
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_submission_study_id_study")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("study_id", "session_id", name=op.f("uq_submission_study_id_session_id")),
    )
    op.create_index(op.f("ix_submission_study_id"), "submission", ["study_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("study_hash", sa.String(), nullable=False),
        sa.Column("consent_version", sa.String(), nullable=False),
        sa.Column("consent_hash", sa.String(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_consent_submission_id_submission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_consent_submission_id")),
    )
    op.create_table(
        "audio_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("given_up", sa.Boolean(), nullable=False),
        sa.Column("microphone_error", sa.String(), nullable=True),
        sa.Column("microphone_peak_db", sa.Float(), nullable=True),
        sa.Column("word_correct", sa.Boolean(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("user_agent", sa.String(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_audio_check_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audio_check")),
    )
    op.create_index(op.f("ix_audio_check_submission_id"), "audio_check", ["submission_id"], unique=False)


def _assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("study_hash", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("scenario_id", sa.String(), nullable=False),
        sa.Column("scenario_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.CheckConstraint(
            "category IN ('open_chat', 'goal_oriented', 'tool_calling')", name=op.f("ck_assignment_category")
        ),
        sa.ForeignKeyConstraint(
            ["scenario_hash"], ["scenario_version.hash"], name=op.f("fk_assignment_scenario_hash_scenario_version")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_assignment_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_assignment_submission_id")),
    )
    op.create_index(op.f("ix_assignment_scenario_id"), "assignment", ["scenario_id"], unique=False)
    op.create_table(
        "lease",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_lease_assignment_id_assignment")),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_lease")),
    )


def _conversations() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("study_hash", sa.String(), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.Column("rtc_identity", sa.String(), nullable=False),
        sa.Column("limit_s", sa.Float(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("phase_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("talked_s", sa.Float(), nullable=False),
        sa.Column("utterances", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("end_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "end_reason IN ('time_limit', 'participant_ended', 'participant_gone', 'agent_failed', 'superseded', 'shutdown')",
            name=op.f("ck_conversation_end_reason"),
        ),
        sa.CheckConstraint(
            "phase IN ('connecting', 'live', 'recovering', 'no_assistant', 'ending', 'paused', 'over')",
            name=op.f("ck_conversation_phase"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_conversation_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_conversation_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_conversation_assignment_id")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_conversation_submission_id")),
    )
    op.create_index(op.f("ix_conversation_phase"), "conversation", ["phase"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dispatch_id", sa.String(), nullable=True),
        sa.Column("job_id", sa.String(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.String(), nullable=True),
        sa.CheckConstraint(
            "ended IN ('finished', 'failed', 'lost', 'no_show', 'not_called', 'superseded')",
            name=op.f("ck_attempt_ended"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_attempt_conversation_id_conversation")
        ),
        sa.PrimaryKeyConstraint("conversation_id", "number", name=op.f("pk_attempt")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offset_s", sa.Float(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("attempt >= 1 AND seq >= 1", name=op.f("ck_event_numbers")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_event_conversation_id_conversation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("conversation_id", "attempt", "seq", name=op.f("uq_event_conversation_id_attempt_seq")),
    )


def _answers() -> None:
    op.create_table(
        "draft",
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_draft_submission_id_submission")),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("study_hash", sa.String(), nullable=False),
        sa.Column("instrument_hash", sa.String(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 6", name=op.f("ck_rating_value")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_rating_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_rating_submission_id_submission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("submission_id", "scale", name=op.f("uq_rating_submission_id_scale")),
    )
    op.create_table(
        "feedback",
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("study_hash", sa.String(), nullable=False),
        sa.Column("instrument_hash", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_feedback_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_feedback_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_feedback")),
    )
    op.create_table(
        "feedback_audio",
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("n_bytes", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_feedback_audio_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_feedback_audio_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_feedback_audio")),
    )
