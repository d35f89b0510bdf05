"""What can be told about a conversation without asking a model: language, moderation, length, and what nobody says."""

import re
from collections.abc import Iterable, Iterator

from scenarios.canonical import sha256_of
from scenarios.generate.records import Record, Unreadable
from scenarios.generate.rejections import Rejection

MIN_WORDS, MAX_WORDS = 5, 300  # of what the person writes first
LETTERS = 0.6  # share of letters and spaces in it
UNSPOKEN = re.compile(r"```|https?://|</?[a-z]+>|\bNAME_\d|\bdef \w+\(|[{};]\s*$", re.MULTILINE)


def prefiltered(rows: Iterable[Record | Unreadable]) -> Iterator[Record | Rejection]:
    """Each row as a record worth asking about, or as its rejection. An opening that came before is rejected."""
    openings: set[str] = set()
    for row in rows:
        if isinstance(row, Unreadable):
            yield Rejection(row.id, "reading", "unreadable", row.reason)
            continue
        found = _unwanted(row)
        if found is None:
            opening = sha256_of(" ".join(_opening(row).lower().split()))
            if opening in openings:
                found = "repeated", "another conversation begins with the same words"
            openings.add(opening)
        yield row if found is None else Rejection(row.id, "prefilter", *found)


def _unwanted(record: Record) -> tuple[str, str] | None:
    if record.language.lower() not in ("english", "en"):
        return "language", f"is in {record.language or 'an unnamed language'}"
    if record.toxic:
        return "toxic", "a moderation of the data set has flagged it"
    if record.redacted:
        return "redacted", "personal details were removed from it"
    opening = _opening(record)
    n_words = len(opening.split())
    if not MIN_WORDS <= n_words <= MAX_WORDS:
        return "length", f"the person begins with {n_words} words, not {MIN_WORDS} to {MAX_WORDS}"
    plain = sum(letter.isalpha() or letter.isspace() for letter in opening)
    if UNSPOKEN.search(opening) or plain < LETTERS * len(opening):
        return "unspoken", "begins with code, links, placeholders or figures"
    return None


def _opening(record: Record) -> str:
    return next((said.content for said in record.said if said.role == "user"), "")
