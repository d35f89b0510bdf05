"""A run asks each thing once, keeps what it got, and turns failures into reasons."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from analysis.benchmark.items import Answer, Item, Request, ToolCall
from analysis.benchmark.metrics.metric import Graders
from analysis.benchmark.running.journal import Journal
from analysis.benchmark.running.runner import Result, Rules, Step, plan, run, unkept
from analysis.benchmark.samples import tone
from tests.analysis.benchmark.running.fakes import FakeModel, asr, jeopardy
from tests.analysis.benchmark.scripted import ScriptedClient, judge

FORM = "[IN:CREATE_ALARM at [SL:DATE_TIME [IN:GET_SUNRISE sunrise ] ] ]"


async def go(
    folder: Path, items: list[Item], model: FakeModel, *, graders: Graders | None = None, rules: Rules | None = None
) -> list[Result]:
    with Journal.open(folder) as journal:
        return await run(plan(items), model=model.model(), graders=graders or Graders(), journal=journal, rules=rules)


def ends(results: list[Result]) -> list[tuple[str, float | None]]:
    return [(result.outcome.status, result.outcome.score) for result in results]


async def test_results_are_in_the_order_of_the_items(tmp_path: Path) -> None:
    items = [asr(number, words="the river" if number % 2 else "a bell") for number in range(7)]
    results = await go(tmp_path, items, FakeModel())
    assert [result.work.item for result in results] == items
    assert ends(results) == [("scored", 0.0), ("scored", 1.0)] * 3 + [("scored", 0.0)]


async def test_a_model_is_shown_no_reference(tmp_path: Path) -> None:
    model = FakeModel()
    await go(tmp_path, [asr(0), *jeopardy(1)], model)
    for request in model.asked:
        assert (request.item.references, request.item.reference_audio, dict(request.item.details)) == ((), None, {})


async def test_items_that_ask_the_same_share_one_answer(tmp_path: Path) -> None:
    model = FakeModel(lambda _request: Answer("What is Saturn?", latency_s=1.0))
    graders = Graders(same_answer=lambda reference, words, _question: reference == words)
    results = await go(tmp_path, jeopardy(1), model, graders=graders)
    assert ends(results) == [("scored", 1.0), ("scored", 0.8)]
    assert len(model.asked) == 1


async def test_a_second_run_asks_nothing_and_ends_the_same(tmp_path: Path) -> None:
    items = [asr(number) for number in range(4)]
    first = await go(tmp_path, items, FakeModel())
    again = FakeModel()
    assert ends(await go(tmp_path, items, again)) == ends(first)
    assert again.asked == []


async def test_a_larger_subset_asks_only_what_is_new(tmp_path: Path) -> None:
    await go(tmp_path, [asr(0), asr(1)], FakeModel())
    model = FakeModel()
    with Journal.open(tmp_path) as journal:
        assert len(unkept(plan([asr(0), asr(1), asr(2)]), journal)) == 1
    await go(tmp_path, [asr(0), asr(1), asr(2)], model)
    assert [request.item.item_id for request in model.asked] == ["b/superb_asr/2"]


async def test_failures_are_errors_with_their_reason_and_stay_until_retried(tmp_path: Path) -> None:
    broken = FakeModel(lambda _request: ValueError("out of memory"))
    (result,) = await go(tmp_path, [asr(0)], broken)
    assert (result.outcome.status, result.outcome.reason) == ("error", "ValueError: out of memory")
    model = FakeModel()
    assert ends(await go(tmp_path, [asr(0)], model)) == [("error", None)]
    assert model.asked == []
    assert ends(await go(tmp_path, [asr(0)], model, rules=Rules(retry=True))) == [("scored", 1.0)]


async def test_what_stayed_ungraded_is_graded_again_when_retried_without_asking_the_model(tmp_path: Path) -> None:
    item = Item("b/hear_language_id/0", "hear_language_id", "Which language?", references=("French",))
    mute, clear = ScriptedClient("Hm.", "Hm.", "Hm."), ScriptedClient("Result: YES")
    model = FakeModel()
    first = await go(tmp_path, [item], model, graders=Graders(judges={"reader": judge(mute)}))
    assert ends(first) == [("unscored", None)]
    kept = await go(tmp_path, [item], model, graders=Graders(judges={"reader": judge(clear)}))
    assert ends(kept) == [("unscored", None)]
    assert clear.requests == []
    again = Graders(judges={"reader": judge(clear)})  # three unreadable rulings are remembered, the fourth is new
    assert ends(await go(tmp_path, [item], model, graders=again, rules=Rules(retry=True))) == [("scored", 1.0)]
    assert (len(clear.requests), len(model.asked)) == (1, 1)


async def test_a_judge_is_paid_once_for_the_same_question(tmp_path: Path) -> None:
    items = [
        Item(f"b/hear_language_id/{n}", "hear_language_id", "Which?", references=("French",), details={"row": n})
        for n in (0, 1)  # two outcomes, since something differs that the judge is not told
    ]
    client = ScriptedClient("Result: YES", "Result: YES")
    graders = Graders(judges={"reader": judge(client)})
    assert ends(await go(tmp_path, items, FakeModel(), graders=graders)) == [("scored", 1.0)] * 2
    assert len(client.requests) == 1


async def test_a_slow_model_is_not_waited_for(tmp_path: Path) -> None:
    async def never(_request: Request) -> Answer:
        await asyncio.Event().wait()
        raise AssertionError

    with Journal.open(tmp_path) as journal:
        (result,) = await run(
            plan([asr(0)]),
            model=FakeModel().model(never),
            graders=Graders(),
            journal=journal,
            rules=Rules(timeout_s=0.001),
        )
    assert (result.outcome.status, result.outcome.reason) == ("error", "no answer within 0.001 s")


async def test_a_models_own_time_out_is_told_as_its_own(tmp_path: Path) -> None:
    (result,) = await go(tmp_path, [asr(0)], FakeModel(lambda _request: TimeoutError("the socket")))
    assert result.outcome.reason == "TimeoutError: the socket"


async def test_what_is_no_answer_is_an_error(tmp_path: Path) -> None:
    words: Any = "words"
    (result,) = await go(tmp_path, [asr(0)], FakeModel(lambda _request: words))
    assert result.outcome.reason == "the model gave a str, not an Answer"


async def test_no_more_are_asked_at_once_than_allowed(tmp_path: Path) -> None:
    inside, most = 0, 0

    async def counting(_request: Request) -> Answer:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0)
        inside -= 1
        return Answer("x")

    with Journal.open(tmp_path) as journal:
        items = [asr(number) for number in range(9)]
        model = FakeModel().model(counting)
        await run(plan(items), model=model, graders=Graders(), journal=journal, rules=Rules(at_once=3))
    assert most == 3


async def test_tools_are_answered_by_mocks_until_no_call_is_made(tmp_path: Path) -> None:
    calls = [(ToolCall("get_sunrise"),), (ToolCall("create_alarm"),), ()]
    model = FakeModel(lambda request: Answer("done", calls=calls[len(request.calls)], latency_s=1.0))
    item = Item("b/function_calling/0", "function_calling", "Do.", references=(FORM,), tools=({"type": "function"},))
    (result,) = await go(tmp_path, [item], model)
    assert result.outcome.score == 1.0
    assert result.answer is not None
    assert result.answer.latency_s == 3.0
    assert [len(request.calls) for request in model.asked] == [0, 1, 2]


async def test_a_model_that_never_stops_calling_is_stopped(tmp_path: Path) -> None:
    model = FakeModel(lambda _request: Answer(calls=(ToolCall("again"),), latency_s=0.0))
    item = Item("b/function_calling/0", "function_calling", "Do.", references=(FORM,), tools=({"type": "function"},))
    (result,) = await go(tmp_path, [item], model)
    assert (result.outcome.score, len(model.asked)) == (0.0, 11)


async def test_whoever_watches_sees_each_item_and_what_was_asked(tmp_path: Path) -> None:
    steps: list[Step] = []
    with Journal.open(tmp_path) as journal:
        await run(
            plan([asr(0), *jeopardy(1)]),
            model=FakeModel().model(),
            graders=Graders(),
            journal=journal,
            rules=Rules(at_once=1),
            watch=steps.append,
        )
    assert [step.asked for step in steps] == [True, True, False]


async def test_a_journal_that_cannot_be_written_stops_the_run_with_its_reason(tmp_path: Path) -> None:
    class FullDisk(FakeModel):
        async def __call__(self, request: Request) -> Answer:
            (tmp_path / "journal.jsonl").parent.joinpath("sounds").write_text("in the way of the folder")
            return Answer(audio=tone(tmp_path / "said.wav"))

    with Journal.open(tmp_path) as journal, pytest.raises(FileExistsError):
        await run(plan([asr(0)]), model=FullDisk().model(), graders=Graders(), journal=journal)


@pytest.mark.parametrize("task", ["knitting"])
def test_an_unknown_task_is_refused_before_anything_is_asked(task: str) -> None:
    with pytest.raises(ValueError, match="no task 'knitting'"):
        plan([Item("i", task)])
