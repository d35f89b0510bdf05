"""Reading scenarios: from files, from the catalogue, and from the JSON that the server hands to the agent.

Every fault names the file, the line or the path in it, and what would be right; all faults are told at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from errno import EINVAL
from pathlib import Path
from typing import Any

from scenarios.card import Category
from scenarios.checks import Fault, empty_parts
from scenarios.documents import Document, DocumentError, read_document
from scenarios.form_faults import read_form
from scenarios.near import nearest
from scenarios.scenario import GoalOriented, OpenChat, ToolCalling

CATALOG = Path(__file__).parent / "catalog"

AnyScenario = OpenChat | GoalOriented | ToolCalling


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong. ``line`` counts from 1 and is 0 where there is no file; ``path`` may be empty."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        """``file:line: path: message``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path + ': ' if self.path else ''}{self.message}"


class ScenarioError(ValueError):
    """Scenarios that cannot be used; ``faults`` in the order of files and lines."""

    def __init__(self, faults: list[FileFault]) -> None:
        """One line for each fault."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


N_NAMED = 5  # ids in a message, of hundreds


class Catalog(Mapping[str, AnyScenario]):
    """Scenarios by id, in the order of their ids."""

    def __init__(self, scenarios: Mapping[str, AnyScenario]) -> None:
        """Keep them sorted."""
        self._scenarios = dict(sorted(scenarios.items()))

    def __getitem__(self, scenario_id: str) -> AnyScenario:
        """The scenario of that id. Raises KeyError naming the id most like it."""
        if scenario_id not in self._scenarios:
            meant = nearest(scenario_id.lower(), self._scenarios)
            some = f"{len(self)} are here, such as {', '.join(list(self)[:N_NAMED])}" if self else "none are here"
            hint = some if meant is None else f"did you mean {meant}?"
            raise KeyError(f"there is no scenario {scenario_id!r}; {hint}")
        return self._scenarios[scenario_id]

    def __iter__(self) -> Iterator[str]:
        """The ids, sorted."""
        return iter(self._scenarios)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._scenarios)

    def of(self, category: Category) -> tuple[AnyScenario, ...]:
        """The scenarios of a category."""
        return tuple(scenario for scenario in self._scenarios.values() if scenario.category == category)


def parse_scenario(content: Any, *, source: str = "scenario") -> AnyScenario:
    """Read a scenario from JSON content. Raises ScenarioError."""
    return _parse(Document(content, None), source)


def load_scenario(path: Path) -> AnyScenario:
    """Read a scenario file. Raises ScenarioError."""
    try:
        document = read_document(_text_of(path))
    except DocumentError as fault:
        raise ScenarioError([FileFault(str(path), fault.line, "", str(fault))]) from fault
    except OSError as fault:
        raise ScenarioError([FileFault(str(path), 0, "", f"cannot be read: {fault.strerror}")]) from fault
    except UnicodeDecodeError as fault:
        raise ScenarioError([FileFault(str(path), 0, "", "cannot be read: it is no text in UTF-8")]) from fault
    return _parse(document, str(path))


def _text_of(path: Path) -> str:
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe may never end
        raise OSError(EINVAL, "it is no regular file")
    return path.read_text(encoding="utf-8")


def load_catalog(*folders: Path) -> Catalog:
    """Read every ``*.yaml`` under the folders; without any, the catalogue that comes with Parley.

    Raises ScenarioError with the faults of all files.
    """
    return load_files([path for folder in folders or (CATALOG,) for path in sorted(folder.rglob("*.yaml"))])


def load_files(paths: list[Path]) -> Catalog:
    """Read scenario files as one catalogue. Raises ScenarioError with the faults of all files."""
    found: dict[str, AnyScenario] = {}
    files: dict[str, list[Path]] = {}
    faults: list[FileFault] = []
    for path in paths:
        try:
            scenario = load_scenario(path)
        except ScenarioError as fault:
            faults.extend(fault.faults)
            continue
        found[scenario.id] = scenario
        files.setdefault(scenario.id, []).append(path)
    faults += shared_ids(files)
    if faults:
        raise ScenarioError(faults)
    return Catalog(found)


def shared_ids(files: Mapping[str, Sequence[Path]]) -> list[FileFault]:
    """One fault for each id that more than one file has, at the second of them. ``files`` has the files by id."""
    return [
        FileFault(
            str(paths[1]), 1, "id", f"{scenario_id!r} is the id of {', '.join(map(str, paths))}; give each its own"
        )
        for scenario_id, paths in files.items()
        if len(paths) > 1
    ]


def _parse(document: Document, source: str) -> AnyScenario:
    scenario, found = read_form(document.content)
    if scenario is not None and document.root is not None:
        found = list(empty_parts(scenario))
        scenario = None if found else scenario
    if scenario is None:
        raise ScenarioError(_placed(found, document, source))
    return scenario


def place_faults(path: Path, faults: list[Fault]) -> list[FileFault]:
    """Faults of a scenario that was read from a file, with their lines."""
    return _placed(faults, read_document(path.read_text(encoding="utf-8")), str(path))


def _placed(faults: list[Fault], document: Document, source: str) -> list[FileFault]:
    placed = []
    for fault in faults:
        path, line = document.locate(fault.loc) if document.root else (".".join(map(str, fault.loc)), 0)
        placed.append(FileFault(source, line, path, fault.message))
    return sorted(placed, key=lambda fault: fault.line)
