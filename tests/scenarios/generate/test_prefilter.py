from typing import Any

import pytest

from scenarios.generate.prefilter import prefiltered
from scenarios.generate.records import Record, Said, Unreadable
from scenarios.generate.rejections import Rejection

GOOD = "Can you help me plan a small garden party for my aunt?"


def record(opening: str = GOOD, **changes: Any) -> Record:
    fields: dict[str, Any] = {"id": "r1", "language": "English", "toxic": False, "redacted": False}
    return Record(said=(Said("user", opening), Said("assistant", "Yes.")), **(fields | changes))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (record(), None),
        (record(language="en"), None),
        (record("What is 17% of 250? I never learned how to do it."), None),
        (record(language="German"), "language"),
        (record(language=""), "language"),
        (record(toxic=True), "toxic"),
        (record(redacted=True), "redacted"),
        (record("Hello there"), "length"),
        (record("word " * 301), "length"),
        (record("Please explain this program to me:\n```\nprint(1)\n```"), "unspoken"),
        (record("Summarise the page at https://example.org/a in five lines"), "unspoken"),
        (record("Write a letter of thanks to NAME_1 for the flowers"), "unspoken"),
        (record("12 14 15 16 17 18 19 20 21 22 23 24 which comes next"), "unspoken"),
        (Unreadable("r1", "no JSON"), "unreadable"),
    ],
)
def test_what_is_worth_asking_about(row: Record | Unreadable, reason: str | None) -> None:
    (found,) = prefiltered([row])
    assert (found.reason if isinstance(found, Rejection) else None) == reason


def test_an_opening_counts_once() -> None:
    rows = [record(id="r1"), record(id="r2", opening=GOOD.upper()), record(id="r3", opening=f"{GOOD} Soon.")]
    found = list(prefiltered(rows))
    assert [(row.reason if isinstance(row, Rejection) else row.id) for row in found] == ["r1", "repeated", "r3"]


def test_a_rejected_opening_does_not_count() -> None:
    found = list(prefiltered([record(id="r1", toxic=True), record(id="r2")]))
    assert isinstance(found[1], Record)
