"""A link's ids can be typed by anybody: before somebody new is let in, Prolific is asked whose submission it is."""

import structlog

from server.integrations.prolific import NotThereError, ProlificError
from server.integrations.prolific.wire import Submission
from server.parts import Parts
from server.problems import RefusedError
from server.schemas.participant import Entry

log = structlog.get_logger(__name__)
INSIDE = ("RESERVED", "ACTIVE")


def verify_entry(parts: Parts, entry: Entry) -> None:
    """Raise RefusedError when Prolific says that this person is not taking part in this study now.

    While Prolific cannot be asked people are let in: they did nothing wrong, and nobody is paid unseen.
    """
    if parts.prolific is None or entry.session_id is None:
        return
    try:
        found = parts.prolific.submissions.get(entry.session_id)
    except NotThereError as error:
        raise RefusedError(
            404, "unknown_session", "Prolific does not know this submission; please open the study from Prolific."
        ) from error
    except ProlificError as error:
        log.warning("entry_not_verified", error=str(error))
        return
    _check(found, entry)


def _check(found: Submission, entry: Entry) -> None:
    if (found.participant, found.study_id) != (entry.prolific_pid, entry.study_id):
        raise RefusedError(409, "wrong_person", "This session belongs to another participant.")
    if found.status not in INSIDE:
        raise RefusedError(
            409, "not_taking_part", "Prolific says that you are not taking part now; please open the study from there."
        )
