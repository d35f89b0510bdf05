"""Our scenarios are our own: none shares eight words in a row with what BFCL's entries say, where those are at hand."""

import re
from collections.abc import Iterator

from scenarios.loading import load_catalog
from tests.contracts.test_bfcl_replay import FOLDER, needs_traces
from tests.scenarios.plays import text_leaves

N_WORDS = 8


def runs_of_words(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return zip(*(words[n:] for n in range(N_WORDS)), strict=False)


@needs_traces
def test_no_eight_words_are_shared() -> None:
    theirs = set(runs_of_words((FOLDER / "examples.jsonl").read_text(encoding="utf-8")))
    assert theirs
    shared = {
        (scenario.id, " ".join(run))
        for scenario in load_catalog().values()
        for text in text_leaves(scenario.model_dump(mode="json"))
        for run in runs_of_words(text)
        if run in theirs
    }
    assert shared == set()


def test_a_shared_run_would_be_seen() -> None:
    said = set(runs_of_words("Please move the final report to the temp directory now."))
    assert said & set(runs_of_words("He did move the final report to the temp directory now, and left."))
    assert not said & set(runs_of_words("Move the report to the directory."))
