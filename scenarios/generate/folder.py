"""The folder of a run: one scenario file each, the rejections with their reasons, and the journal of paid answers."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from scenarios.card import Card
from scenarios.generate.journal import Journal
from scenarios.generate.pipeline import Kept
from scenarios.generate.rejections import Rejection
from scenarios.importers.writing import to_yaml
from scenarios.loading import load_catalog, load_scenario
from scenarios.scenario import GoalOriented

JOURNAL, REJECTIONS = "journal.jsonl", "rejections.jsonl"


class Folder:
    """Where a run writes. The list of rejections is the latest run's; scenarios and journal stay."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened or made yet."""
        self.path = path
        self._open = ExitStack()

    def __enter__(self) -> "Folder":
        """Make the folder where it is missing, and open its files. Raises OSError, and JournalError before others."""
        with self._open:
            self.path.mkdir(parents=True, exist_ok=True)
            self.journal = self._open.enter_context(Journal(self.path / JOURNAL))
            rejections = (self.path / REJECTIONS).open("w", encoding="utf-8", errors="surrogatepass")
            self._rejections = self._open.enter_context(rejections)
            self._open = self._open.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def cards(self) -> Iterator[tuple[str, Card]]:
        """The scenarios that are here already. Raises ScenarioError."""
        return ((scenario.id, scenario.card) for scenario in load_catalog(self.path).of("goal_oriented"))

    def keep(self, kept: Kept, *, models: str) -> None:
        """Write a scenario, and read it back as everybody else will. A file that is there stays: it may be edited."""
        path = self.path / f"{kept.scenario.id}.yaml"
        if path.exists():
            return
        origin = " ".join(f"# From the conversation {kept.record}, by {models}.".split())
        draft = path.with_suffix(".yaml.part")
        draft.write_text(f"{origin}\n{_as_file(kept.scenario)}", encoding="utf-8")
        if load_scenario(draft).hash != kept.scenario.hash:
            raise RuntimeError(f"{draft} does not read back as it was written")
        draft.replace(path)

    def reject(self, rejection: Rejection) -> None:
        """Write down one rejection."""
        self._rejections.write(f"{json.dumps(rejection.document, ensure_ascii=False)}\n")


def _as_file(scenario: GoalOriented) -> str:
    """The scenario as authors write it: the card does not repeat category and title."""
    document = scenario.document
    document["card"] = {key: value for key, value in document["card"].items() if key not in ("category", "title")}
    return to_yaml(document)
