"""How a simulated participant rates: by what it heard, by a rule that is stated, and never by the model's name.

Every scale begins at 4 of 6. One more when every line was answered and half of the answers began within three seconds;
one less when half of them took five seconds or longer; one less for each line without an answer. Each scale then moves
by -1, 0 or +1 by chance, with the caller's own seed.
"""

import random
from collections.abc import Sequence
from statistics import median

LOWEST, MIDDLE, HIGHEST = 1, 4, 6
QUICK_S, SLOW_S = 3.0, 5.0


def rate(latencies_s: Sequence[float | None], scales: Sequence[str], seed: int) -> dict[str, int]:
    """A level for each scale; ``latencies_s`` holds None for a line that nobody answered."""
    chance = random.Random(seed)  # noqa: S311 -- a rating, not a secret
    level = MIDDLE + _merit(latencies_s)
    return {scale: min(HIGHEST, max(LOWEST, level + chance.choice((-1, 0, 1)))) for scale in scales}


def feedback(latencies_s: Sequence[float | None]) -> str:
    """The written feedback: says that nobody wrote it, and what was heard."""
    answered = [latency for latency in latencies_s if latency is not None]
    heard = f"{len(answered)} of {len(latencies_s)} lines were answered"
    typical = f"; half of the answers began within {median(answered):.1f} seconds" if answered else ""
    return f"Written by a simulated participant: {heard}{typical}."


def _merit(latencies_s: Sequence[float | None]) -> int:
    answered = [latency for latency in latencies_s if latency is not None]
    unanswered = len(latencies_s) - len(answered)
    if not answered:
        return -unanswered
    typical = median(answered)
    return (typical <= QUICK_S and not unanswered) - (typical >= SLOW_S) - unanswered
