"""One run, from the first question to the last file, and the count of what became of every conversation."""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.generate.asking import Asker, StopError
from scenarios.generate.client import ChatClient
from scenarios.generate.cost import Bill, Price
from scenarios.generate.duplicates import Known
from scenarios.generate.folder import Folder
from scenarios.generate.pipeline import Kept, Models, Outcome, Pipeline, Unfinished
from scenarios.generate.progress import Progress
from scenarios.generate.records import Record
from scenarios.generate.rejections import Rejection
from scenarios.loading import load_catalog


@dataclass(frozen=True, slots=True)
class Result:
    """What a run came to. ``stopped`` says why it could not go on; ``cost_usd`` is None where a price is unknown."""

    kept: list[str]
    rejected: Mapping[tuple[str, str], int]
    unfinished: list[str]
    stopped: str | None
    cost_usd: float | None
    spent: str


class Run:
    """Asks, writes and counts; progress is told on standard error."""

    def __init__(self, client: ChatClient, models: Models, prices: Mapping[str, Price], *, concurrency: int) -> None:
        """Nothing is asked yet."""
        self._client, self._models, self._concurrency = client, models, concurrency
        self._bill = Bill(prices)
        self._kept: list[str] = []
        self._unfinished: list[str] = []
        self._rejected: Counter[tuple[str, str]] = Counter()

    def carry_out(self, records: list[Record], folder: Folder) -> Result:
        """Take all records through the pipeline. Raises ScenarioError when the folder holds files that are none."""
        known = Known([(s.id, s.card) for s in load_catalog().of("goal_oriented")] + list(folder.cards()))
        progress = Progress(n_records=len(records), bill=self._bill, out=sys.stderr, clock=time.monotonic)

        def settled(outcome: Outcome) -> None:
            self._settle(outcome, folder)
            progress.settled(kept=isinstance(outcome, Kept))

        async def run() -> None:
            asker = Asker(client=self._client, journal=folder.journal, bill=self._bill, on_answer=progress.answered)
            pipeline = Pipeline(
                asker=asker, models=self._models, known=known, concurrency=self._concurrency, settled=settled
            )
            try:
                await pipeline.run(records)
            finally:
                await self._client.aclose()

        stopped = None
        try:
            asyncio.run(run())
        except StopError as error:
            stopped = str(error)
        finally:
            progress.close()
        rejected = dict(self._rejected.most_common())
        return Result(self._kept, rejected, self._unfinished, stopped, self._bill.cost, self._bill.in_words)

    def _settle(self, outcome: Outcome, folder: Folder) -> None:
        match outcome:
            case Kept():
                folder.keep(outcome, models=f"{self._models.writer} and {self._models.checker}")
                self._kept.append(outcome.scenario.id)
            case Rejection():
                folder.reject(outcome)
                self._rejected[outcome.stage, outcome.reason] += 1
            case Unfinished():
                self._unfinished.append(f"{outcome.record}: {outcome.reason}")
