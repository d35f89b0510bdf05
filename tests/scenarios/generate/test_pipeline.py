"""The way of a record, with models that are told what to answer."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from scenarios.generate.asking import ATTEMPTS, MAX_FAILURES, MOST_ATTEMPTS, Asker, StopError
from scenarios.generate.client import Message
from scenarios.generate.cost import Bill
from scenarios.generate.duplicates import Known
from scenarios.generate.journal import Journal, StoredAnswer
from scenarios.generate.making import scenario_id_of
from scenarios.generate.pipeline import Kept, Models, Outcome, Pipeline, Unfinished
from scenarios.generate.plan import estimate
from scenarios.generate.records import Record, Said
from scenarios.generate.rejections import Rejection
from tests.scenarios.generate.conversations import (
    SUBJECTS,
    accepted,
    asked_about,
    draft,
    good_models,
    judged,
    opening,
    rejected,
)

Say = Callable[[dict[str, Any]], str | Exception]


class Chat:
    """A client that says what ``say`` says; answers asked later may come earlier."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.requests: list[dict[str, Any]] = []
        self.at_once = self.most_at_once = 0

    async def ask(
        self, *, model: str, messages: Sequence[Message], name: str, schema: Mapping[str, Any]
    ) -> StoredAnswer:
        request = {"model": model, "messages": messages, "response_format": {"json_schema": {"name": name}}}
        self.requests.append(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        for _ in range(7 * len(self.requests) % 5 + 1):
            await asyncio.sleep(0)
        self.at_once -= 1
        said = self.say(request)
        if isinstance(said, Exception):
            raise said
        refusal = said.removeprefix("refusal: ") if said.startswith("refusal: ") else None
        return StoredAnswer(None if refusal else said, refusal, said.endswith("..."), 100, 0, 10)

    async def aclose(self) -> None:
        """Nothing to close."""


def good(request: dict[str, Any]) -> str:
    return good_models(request).pieces[0]


def record(number: int, subject: str | None = None) -> Record:
    said = Said("user", opening(subject or SUBJECTS[number]))
    return Record(f"r{number}", (said,), "English", False, False)


def saying(writer: str | list[str], checker: str | list[str]) -> Say:
    lines = {
        "transformation": [writer] if isinstance(writer, str) else list(writer),
        "judgement": [checker] if isinstance(checker, str) else list(checker),
    }

    def say(request: dict[str, Any]) -> str:
        left = lines[request["response_format"]["json_schema"]["name"]]
        return left.pop(0) if len(left) > 1 else left[0]

    return say


class Bench:
    """A pipeline on a journal of its own."""

    def __init__(self, folder: Path, say: Say, *, known: Known | None = None, concurrency: int = 3) -> None:
        self.chat, self.bill = Chat(say), Bill({})
        self.folder, self.known, self.concurrency = folder, known or Known(), concurrency

    async def run(self, *records: Record) -> list[Outcome]:
        outcomes: list[Outcome] = []
        with Journal(self.folder / "journal.jsonl") as journal:
            asker = Asker(client=self.chat, journal=journal, bill=self.bill, on_answer=lambda: None)
            pipeline = Pipeline(
                asker=asker,
                models=Models("writer", "checker"),
                known=self.known,
                concurrency=self.concurrency,
                settled=outcomes.append,
            )
            await pipeline.run(records)
        return outcomes


async def test_every_record_is_written_by_one_and_checked_by_another(tmp_path: Path) -> None:
    bench = Bench(tmp_path, good)
    outcomes = await bench.run(*map(record, range(6)))
    assert [(type(outcome), outcome.record) for outcome in outcomes] == [(Kept, f"r{n}") for n in range(6)]
    assert [request["model"] for request in bench.chat.requests].count("writer") == 6
    assert [request["model"] for request in bench.chat.requests].count("checker") == 6
    assert bench.chat.most_at_once == 3


async def test_nothing_is_asked_twice(tmp_path: Path) -> None:
    first = await Bench(tmp_path, good).run(*map(record, range(4)))
    again = Bench(tmp_path, good)
    outcomes = await again.run(*map(record, range(5)))
    assert outcomes[:4] == first
    assert len(again.chat.requests) == 2
    assert again.bill.used.keys() == {"writer", "checker"}


@pytest.mark.parametrize(
    ("writer", "checker", "rejection"),
    [
        (rejected("pictures", "Needs a map."), judged("keep"), ("transformation", "pictures", "Needs a map.")),
        ("refusal: No.", judged("keep"), ("transformation", "refused", "No.")),
        (
            accepted(draft("kayaks", goals=["One."])),
            judged("keep"),
            ("form", "transformation", "three to five goals, not 1"),
        ),
        (
            accepted(draft("kayaks")),
            judged("reject", reason="too_thin"),
            ("validation", "too_thin", "Read and weighed."),
        ),
        (accepted(draft("kayaks")), "refusal: No.", ("validation", "refused", "No.")),
        (
            accepted(draft("kayaks")),
            judged("improve", scenario=draft("kayaks", situation="You paddle.")),
            ("form", "validation", "1 sentences"),
        ),
    ],
)
async def test_each_rejection_says_where_and_why(
    tmp_path: Path, writer: str, checker: str, rejection: tuple[str, str, str]
) -> None:
    (outcome,) = await Bench(tmp_path, saying(writer, checker)).run(record(1))
    assert isinstance(outcome, Rejection)
    assert (outcome.record, outcome.stage, outcome.reason) == ("r1", *rejection[:2])
    assert rejection[2] in outcome.detail


async def test_an_answer_that_cannot_be_used_is_given_back_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path, saying(["Sure!", accepted(draft("kayaks"))], ["...", judged("keep")]))
    (outcome,) = await bench.run(record(1))
    assert isinstance(outcome, Kept)
    second = bench.chat.requests[1]["messages"]
    assert second[-2] == {"role": "assistant", "content": "Sure!"}
    assert "the answer: Invalid JSON" in second[-1]["content"]
    assert len(bench.chat.requests) == 4


@pytest.mark.parametrize(
    ("writer", "checker", "stage", "why"),
    [
        ("Sure, here it is", judged("keep"), "transformation", "the answer: Invalid JSON"),
        (accepted(draft("kayaks"))[:50] + "...", judged("keep"), "transformation", "it is cut off"),
        (accepted(draft("kayaks")), "{}", "validation", "verdict: Field required"),
    ],
)
async def test_an_answer_that_cannot_be_read_is_asked_for_again_by_the_next_runs_and_given_up_in_the_end(
    tmp_path: Path, writer: str, checker: str, stage: str, why: str
) -> None:
    n_good = 1 if stage == "validation" else 0
    for n_attempts in range(ATTEMPTS, MOST_ATTEMPTS, ATTEMPTS):
        bench = Bench(tmp_path, saying(writer, checker))
        (outcome,) = await bench.run(record(1))
        assert isinstance(outcome, Unfinished)
        assert outcome.reason.startswith(why)
        assert outcome.reason.endswith(f"(answer {n_attempts} of at most {MOST_ATTEMPTS})")
        assert len(bench.chat.requests) == ATTEMPTS + n_good
        n_good = 0
    (outcome,) = await Bench(tmp_path, saying(writer, checker)).run(record(1))
    assert isinstance(outcome, Rejection)
    assert (outcome.stage, outcome.reason) == (stage, "unusable")
    assert outcome.detail.startswith(why)
    asked_no_more = Bench(tmp_path, good)
    assert await asked_no_more.run(record(1)) == [outcome]
    assert asked_no_more.chat.requests == []


async def test_a_record_whose_answer_could_not_be_read_is_kept_once_it_can(tmp_path: Path) -> None:
    (outcome,) = await Bench(tmp_path, saying("Sure!", judged("keep"))).run(record(1))
    assert isinstance(outcome, Unfinished)
    with Journal(tmp_path / "journal.jsonl") as journal:
        plan = estimate([record(1)], models=Models("writer", "checker"), journal=journal, prices={})
    assert plan.n_questions == 2
    (outcome,) = await Bench(tmp_path, good).run(record(1))
    assert isinstance(outcome, Kept)
    with Journal(tmp_path / "journal.jsonl") as journal:
        assert estimate([record(1)], models=Models("writer", "checker"), journal=journal, prices={}).n_questions == 0


async def test_an_improved_draft_takes_the_place_of_the_first(tmp_path: Path) -> None:
    better = draft("kayaks", title="Kayaks, once more")
    (outcome,) = await Bench(tmp_path, saying(accepted(draft("kayaks")), judged("improve", scenario=better))).run(
        record(1)
    )
    assert isinstance(outcome, Kept)
    assert outcome.scenario.title == "Kayaks, once more"


async def test_a_twin_of_what_there_is_is_not_even_checked(tmp_path: Path) -> None:
    (kept,) = await Bench(tmp_path, good).run(record(1))
    assert isinstance(kept, Kept)
    (tmp_path / "new").mkdir()
    bench = Bench(tmp_path / "new", good, known=Known([("goal-001", kept.scenario.card)]))
    (outcome,) = await bench.run(record(20, "kayaks"))
    assert outcome == Rejection("r20", "duplicates", "too_near", "like goal-001")
    assert len(bench.chat.requests) == 1


async def test_of_twins_in_one_run_the_first_is_kept_whoever_answers_first(tmp_path: Path) -> None:
    outcomes = await Bench(tmp_path, good).run(record(1), record(2), record(21, "kayaks"), record(22, "kayaks"))
    assert [type(outcome) for outcome in outcomes] == [Kept, Kept, Rejection, Rejection]
    assert isinstance(outcomes[2], Rejection)
    assert outcomes[2].detail == f"like {scenario_id_of(record(1))}"


async def test_no_answer_for_now_leaves_a_record_open(tmp_path: Path) -> None:
    def say(request: dict[str, Any]) -> str | Exception:
        return ConnectionError("busy") if "violins" in asked_about(request) else good(request)

    outcomes = await Bench(tmp_path, say).run(*map(record, range(5)))
    assert outcomes[3] == Unfinished("r3", "busy")
    assert sum(isinstance(outcome, Kept) for outcome in outcomes) == 4
    assert all(isinstance(outcome, Kept) for outcome in await Bench(tmp_path, good).run(*map(record, range(5))))


async def test_nobody_there_stops_the_run(tmp_path: Path) -> None:
    bench = Bench(tmp_path, lambda _: ConnectionError("nobody"), concurrency=1)
    with pytest.raises(StopError, match=f"{MAX_FAILURES} questions in a row had no answer; the last: nobody"):
        await bench.run(*map(record, range(12)))
    assert len(bench.chat.requests) == MAX_FAILURES


async def test_a_wrong_key_stops_the_run_at_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path, lambda _: PermissionError("wrong key"), concurrency=1)
    with pytest.raises(StopError, match="wrong key"):
        await bench.run(*map(record, range(12)))
    assert len(bench.chat.requests) == 1
