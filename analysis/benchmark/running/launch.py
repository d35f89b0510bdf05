"""From what a person asked for to a finished run: find the model, the items and the judges, run, write down."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.benchmark.chat import Chat
from analysis.benchmark.items import Item
from analysis.benchmark.judges.judge import Role
from analysis.benchmark.judges.pins import JudgeSetting, judges_at_hand, read_judges
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.metrics import pedant, utmos
from analysis.benchmark.metrics.metric import Graders
from analysis.benchmark.pace import Pace
from analysis.benchmark.running.costs import Estimate, Prices, estimate, read_prices, rulings_usd
from analysis.benchmark.running.endpoint import from_endpoint
from analysis.benchmark.running.journal import Journal
from analysis.benchmark.running.models import BenchmarkModel, Connector, UnknownModelError, from_function, from_plain
from analysis.benchmark.running.progress import Progress
from analysis.benchmark.running.results import RunRecord, write_run
from analysis.benchmark.running.runner import Rules, Step, Work, plan, run, unkept
from analysis.benchmark.sources import items_of
from analysis.benchmark.subsets import Subset, full_subset
from analysis.benchmark.tasks.registry import registry
from analysis.benchmark.transcribers import transcriber


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for, as the command's options name it."""

    model: str
    subset: str
    data: Path
    runs: Path
    name: str | None = None
    url: str | None = None
    key_variable: str = "OPENAI_API_KEY"
    voice: str | None = None
    tasks: tuple[str, ...] = ()
    limit: int | None = None
    at_once: int = 4
    per_minute: float | None = None
    timeout_s: float = 120.0
    judges: Path | None = None
    transcriber: str | None = None
    prices: Path | None = None
    latency_if_right: bool = False
    retry: bool = False
    download: bool = False
    least_coverage: float = 0.9
    seed: int = 1
    command: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that a run needs, checked before anything is asked."""

    wish: Wish
    model: BenchmarkModel
    subset: Subset
    work: list[Work]
    settings: Mapping[Role, JudgeSetting]
    prices: Prices

    @property
    def home(self) -> Path:
        """The folder of the model's journal, shared by all its runs."""
        return self.wish.runs / self.model.identity

    @property
    def results(self) -> Path:
        """The folder of this run's results."""
        name = "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in self.subset.name)
        return self.home / f"{name}-{self.subset.content_hash()[:8]}"


def prepare(wish: Wish, connector: Connector | None = None) -> Prepared:
    """Find all that a run needs.

    Raises:
        UnknownModelError: no such model.
        ValueError, OSError: data, subset, judges or prices are missing or malformed; the message says which.
    """
    model = find_model(wish, connector)
    tasks = [registry()[name] for name in wish.tasks]
    items, subset = items_of(wish.subset, Place(wish.data, download=wish.download), tasks=tasks)
    if wish.limit is not None:
        items, subset = _first(items, subset, wish.limit)
    work = plan(items, latency_if_right=wish.latency_if_right)
    return Prepared(wish, model, subset, work, read_judges(wish.judges), read_prices(wish.prices))


def find_model(wish: Wish, connector: Connector | None = None) -> BenchmarkModel:
    """The model that a wish names: at a URL, a Python function, or one that the connector knows.

    Raises:
        UnknownModelError: none of the three.
    """
    if wish.url is not None:
        pace = Pace(at_once=wish.at_once, per_minute=wish.per_minute)
        chat = Chat.at(wish.url, key=os.environ.get(wish.key_variable), timeout_s=wish.timeout_s, pace=pace)
        return from_endpoint(chat, wish.model, name=wish.name, sounds=wish.runs / "spoken", voice=wish.voice)
    if ":" in wish.model:
        return _paced(from_function(wish.model, name=wish.name), wish)
    if connector is None:
        raise UnknownModelError(
            f"'{wish.model}' is neither module:function nor a model at --url, and no registry was handed over"
        )
    return _paced(from_plain(connector(name=wish.model), name=wish.name), wish)


def dry_run(prepared: Prepared) -> Estimate:
    """What the run would still ask and cost, given what is kept already."""
    with Journal.open(prepared.home) as journal:
        left = unkept(prepared.work, journal)
    return estimate(
        [(each.item, each.request, each.metric) for each in left],
        model_price=prepared.prices.get(prepared.wish.model),
        judges=prepared.settings,
        prices=prepared.prices,
    )


async def launch(prepared: Prepared, tell: Callable[[str], None]) -> dict[str, Any]:
    """Run, write results and manifest, and return the manifest; ``tell`` gets a line of progress after each item."""
    wish = prepared.wish
    graders = Graders(
        judges=judges_at_hand(prepared.settings, os.environ, at_once=wish.at_once),
        transcriber=transcriber(wish.transcriber) if wish.transcriber else None,
        same_answer=pedant.installed() if _needs(prepared, "pedant", "latency_if_right") else None,
        quality=utmos.installed() if _needs(prepared, "utmos") else None,
    )
    price = prepared.prices.get(wish.model)
    with Journal.open(prepared.home) as journal:
        to_ask = len({each.request.content_hash() for each in unkept(prepared.work, journal)})
        progress = Progress(len(prepared.work), n_to_ask=to_ask, price=price)

        def watch(step: Step) -> None:
            progress.take(step)
            tell(progress.line())

        rules = Rules(at_once=wish.at_once, timeout_s=wish.timeout_s, retry=wish.retry)
        results = await run(
            prepared.work, model=prepared.model, graders=graders, journal=journal, rules=rules, watch=watch
        )
        record = RunRecord(
            model=prepared.model,
            subset=prepared.subset,
            graders=graders,
            seed=wish.seed,
            price=price,
            asked_again=journal.n_asked_again,
            judges_usd=rulings_usd(journal.rulings(), prepared.prices),
            least_coverage=wish.least_coverage,
            command=wish.command,
        )
        return write_run(results, record, prepared.results)


def _needs(prepared: Prepared, *metrics: str) -> bool:
    return any(each.metric.name in metrics for each in prepared.work)


def _first(items: list[Item], subset: Subset, limit: int) -> tuple[list[Item], Subset]:
    """The first items of each task, all tasks alike again: a trial, whose score is nobody's benchmark score."""
    taken: dict[str, int] = {}
    kept = []
    for item in items:
        taken[item.task] = taken.get(item.task, 0) + 1
        if taken[item.task] <= limit:
            kept.append(item)
    return kept, full_subset(kept, name=f"{subset.name}, first {limit} of a task")


def _paced(model: BenchmarkModel, wish: Wish) -> BenchmarkModel:
    if wish.per_minute is None:
        return model
    pace = Pace(at_once=wish.at_once, per_minute=wish.per_minute)

    async def answer(request: Any) -> Any:
        async with pace.turn():
            return await model.answer(request)

    return replace(model, answer=answer)
