"""Words and delays of a conversation, derived from its events. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median, quantiles

from scenarios.events import Event, LatencyMarked, Reply, UserTranscript, UserUtterance
from server.schemas.researcher import LatencySummary, TranscriptLine

ENOUGH_FOR_P95 = 20


def transcript_of(events: Iterable[Event]) -> list[TranscriptLine]:
    """Every utterance and reply in the order in which it began."""
    listed = list(events)
    words = _words(listed)
    lines = []
    for event in listed:
        if isinstance(event, UserUtterance):
            lines.append(_utterance_line(event, words.get((event.attempt, event.utterance))))
        elif isinstance(event, Reply):
            lines.append(_reply_line(event))
    return sorted(lines, key=lambda line: line.started_s)


def latency_of(events: Iterable[Event]) -> list[LatencySummary]:
    """Each stretch between two anchors, in order of its first appearance."""
    stretches: dict[tuple[str, str], list[float]] = defaultdict(list)
    for event in events:
        if isinstance(event, LatencyMarked):
            stretches[(event.start, event.end)].append(event.ms)
    return [
        LatencySummary(
            start=start,
            end=end,
            n=len(ms),
            median_ms=median(ms),
            p95_ms=quantiles(ms, n=20)[-1] if len(ms) >= ENOUGH_FOR_P95 else None,
            max_ms=max(ms),
        )
        for (start, end), ms in stretches.items()
    ]


def _words(events: list[Event]) -> dict[tuple[int, int], str]:
    """The words of each utterance; of several that were heard together, the first one has them all."""
    words: dict[tuple[int, int], str] = {}
    for event in events:
        if isinstance(event, UserTranscript) and event.utterances:
            words[(event.attempt, event.utterances[0])] = event.text
    return words


def _utterance_line(event: UserUtterance, text: str | None) -> TranscriptLine:
    return TranscriptLine(
        attempt=event.attempt,
        who="participant",
        started_s=event.started_s,
        ended_s=event.ended_s,
        text=text,
        audio=[event.audio],
    )


def _reply_line(event: Reply) -> TranscriptLine:
    return TranscriptLine(
        attempt=event.attempt,
        who="assistant",
        started_s=event.started_s if event.started_s is not None else event.offset_s,
        ended_s=event.ended_s,
        text=event.heard if event.interrupted else event.text,
        interrupted=event.interrupted,
        purpose=event.purpose,
    )
