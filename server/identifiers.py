"""Ids that say nothing: a prefix for people, random letters against guessing."""

import base64
import secrets


def _random_base32(length: int) -> str:
    return base64.b32encode(secrets.token_bytes(length)).decode().lower()[:length]


def new_submission_id() -> str:
    """An id for a submission."""
    return f"sb-{_random_base32(20)}"


def new_conversation_id() -> str:
    """An id for a conversation, which also names its room and its folder."""
    return f"cv-{_random_base32(20)}"


def new_rtc_identity() -> str:
    """The name under which the participant's page joins the room."""
    return f"p-{_random_base32(16)}"


def new_stand_in_id(*, simulated: bool) -> str:
    """Stands in for an id of the recruiter's: in a rehearsal study, or of a simulated participant."""
    return f"{'simulated' if simulated else 'rehearsal'}-{_random_base32(12)}"


def new_file_id() -> str:
    """Names a file."""
    return _random_base32(12)
