"""How long the server waits for what, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Waiting times in seconds."""

    claim_s: float = 12.0  # from a dispatch to the job's first word, before the page is told
    ready_s: float = 15.0  # from a claim to an assistant that can be talked to
    recovery_s: float = 10.0  # the same for a second attempt, from its dispatch
    heartbeat_s: float = 4.0  # without a post a live job is lost
    goodbye_s: float = 15.0  # from the wish to end to the end
    overtime_s: float = 45.0  # past the limit, before the server asks for the end itself
    unanswered_s: float = 1800.0  # an offer to try again stands this long
    rateable_s: float = 60.0  # who talked this long can rate
    nearly_done_s: float = 15.0  # with less than this left, a lost conversation is not taken up again
    awake_s: float = 6.0  # after a start or a long sleep of the server: agents get this long to post again
