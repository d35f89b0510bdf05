"""Spoken feedback: checked by its first bytes, stored before it is acknowledged, deletable until submission."""

from datetime import timedelta

import structlog
from sqlmodel import select

from server import tables
from server.integrations.storage import AUDIO_SUFFIXES
from server.parts import Parts
from server.problems import RefusedError
from server.services.case import load_case
from server.services.stages import require

log = structlog.get_logger(__name__)

MAX_BYTES = 20 * 2**20
ORPHANED_AFTER = timedelta(hours=1)  # no upload takes that long between its file and its row


def sniff_suffix(content: bytes) -> str | None:
    """The suffix of a recording that browsers make, by its content; None for anything else."""
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return ".webm"
    if content.startswith(b"OggS"):
        return ".ogg"
    if content[4:8] == b"ftyp":
        return ".mp4"
    return None


def save(parts: Parts, submission_id: str, content: bytes) -> None:
    """Store a recording in place of an earlier one. Raises RefusedError for what is no recording or too long."""
    if len(content) > MAX_BYTES:
        raise RefusedError(413, "too_large", f"The recording is larger than {MAX_BYTES // 2**20} MB.")
    suffix = sniff_suffix(content)
    if suffix is None:
        raise RefusedError(422, "no_recording", "The recording must be WebM, Ogg or MP4 audio.")
    with parts.database.read() as session:
        case = load_case(session, submission_id)
        require(case, "rating")
    assert case.conversation is not None
    conversation_id = case.conversation.id
    path = parts.storage.save_audio(conversation_id, content, kind="feedback", suffix=suffix)
    row = tables.FeedbackAudio(
        submission_id=submission_id,
        conversation_id=conversation_id,
        path=path,
        media_type=AUDIO_SUFFIXES[suffix],
        n_bytes=len(content),
        study_hash=case.submission.study_hash,
        saved_at=parts.clock(),
        code_version=parts.code_version,
    )
    try:
        replaced = _replace(parts, row)
    except RefusedError:
        parts.storage.delete(conversation_id, path)
        raise
    if replaced is not None:
        parts.storage.delete(conversation_id, replaced)


def delete(parts: Parts, submission_id: str) -> None:
    """Delete the recording; none is fine."""
    with parts.database.write() as session:
        require(load_case(session, submission_id, to_change=True), "rating")
        row = session.get(tables.FeedbackAudio, submission_id)
        if row is not None:
            session.delete(row)
    if row is not None:
        parts.storage.delete(row.conversation_id, row.path)


def _replace(parts: Parts, row: tables.FeedbackAudio) -> str | None:
    """Point to the new file; the path of the earlier one, which nothing points to any more."""
    with parts.database.write() as session:
        require(load_case(session, row.submission_id, to_change=True), "rating")
        earlier = session.get(tables.FeedbackAudio, row.submission_id)
        replaced = earlier.path if earlier else None
        session.merge(row)
    return replaced


def sweep(parts: Parts) -> int:
    """Delete recordings that no row names: a server died between the two, or a row could not be written. How many."""
    left_over = 0
    for conversation_id, path in parts.storage.list_saved("feedback", before=parts.clock() - ORPHANED_AFTER):
        with parts.database.read() as session:
            query = select(tables.FeedbackAudio.path).where(tables.FeedbackAudio.conversation_id == conversation_id)
            named = path in session.exec(query).all()
        if not named:
            parts.storage.delete(conversation_id, path)
            left_over += 1
    if left_over:
        log.info("feedback_audio_swept", files=left_over)
    return left_over
