import asyncio
from pathlib import Path

from scenarios.generate.cost import PRICES, estimated_input
from scenarios.generate.journal import Journal
from scenarios.generate.pipeline import Models
from scenarios.generate.plan import WRITER_TOKENS, choose, estimate
from scenarios.generate.prompts import transform_messages
from scenarios.generate.rejections import Rejection
from tests.scenarios.generate.conversations import SUBJECTS, lmsys, opening, rejected, wildchat, write_records
from tests.scenarios.generate.test_pipeline import Bench, good, record

MODELS = Models("gpt-4.1", "o4-mini")


def test_records_are_read_filtered_and_drawn(tmp_path: Path) -> None:
    rows = [lmsys(number, opening(subject)) for number, subject in enumerate(SUBJECTS)]
    path = write_records(tmp_path / "rows.jsonl", [*rows, wildchat(1, "Hi"), lmsys(50, "x", language="French"), "{"])
    left_out: list[Rejection] = []
    choice = choose(path, limit=5, seed=1, rejected=left_out.append)
    assert (choice.n_read, choice.n_fit, len(choice.records)) == (15, 12, 5)
    assert choice.left_out == {"length": 1, "language": 1, "unreadable": 1}
    assert [rejection.reason for rejection in left_out] == ["length", "language", "unreadable"]


def test_an_estimate_counts_both_models() -> None:
    plan = estimate([record(1), record(2)], models=MODELS, journal=None, prices=PRICES)
    assert plan.n_questions == 4
    writing = plan.bill.used["gpt-4.1"]
    assert writing.output == 2 * WRITER_TOKENS
    assert writing.input == sum(estimated_input(transform_messages(record(n))) for n in (1, 2))
    assert plan.bill.cost is not None
    assert 0.005 < plan.bill.cost < 0.05


def test_an_estimate_leaves_out_what_the_journal_holds(tmp_path: Path) -> None:
    def say(request: dict[str, object]) -> str | Exception:
        if "kayaks" in str(request):
            return rejected("tools")
        name = str(request["response_format"])
        return ConnectionError("later") if "judgement" in name and "pancakes" in str(request) else good(request)

    asyncio.run(Bench(tmp_path, say).run(record(1), record(2), record(3)))
    models = Models("writer", "checker")
    with Journal(tmp_path / "journal.jsonl") as journal:
        plan = estimate([record(n) for n in (1, 2, 3, 4)], models=models, journal=journal, prices=PRICES)
    assert plan.n_questions == 3  # the check of the second, and both for the fourth
    assert plan.bill.cost is None
