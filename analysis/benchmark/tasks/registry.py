"""The forty tasks of the paper's Table 5, read from ``tasks.yaml`` and checked when loaded.

A task is looked up here once, when a file or a command names it: an unknown task is refused before a model is asked.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

TASKS = Path(__file__).parent / "tasks.yaml"

Modality = Literal["audio", "text"]


class UnknownTaskError(ValueError):
    """No task of the registry has this id."""


class Benchmark(BaseModel):
    """One published benchmark. ``licence`` is None where none is known: not the same as free."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    url: str
    licence: str | None
    items: int = Field(gt=0)


class Task(BaseModel):
    """A family of items with one metric. ``source`` names the dataset or folder of its data, None where unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    benchmark: str
    title: str
    description: str
    input: Modality
    output: Modality
    metric: str
    paper_metric: str
    normalisation: str
    items: int = Field(gt=0)
    source: str | None
    licence: str | None = None

    @property
    def source_name(self) -> str | None:
        """The last part of the source: what its folder is called."""
        return self.source.rsplit("/", 1)[-1] if self.source else None


class Registry(BaseModel):
    """All benchmarks and tasks, in the order of the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    benchmarks: dict[str, Benchmark]
    tasks: tuple[Task, ...]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Registry":
        ids = [task.id for task in self.tasks]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"a task's id is given once: {', '.join(twice)}")
        for name, benchmark in self.benchmarks.items():
            items = sum(task.items for task in self.tasks if task.benchmark == name)
            if items != benchmark.items:
                raise ValueError(f"{name}: its tasks have {items} items, the benchmark has {benchmark.items}")
        unknown = sorted({task.benchmark for task in self.tasks} - set(self.benchmarks))
        if unknown:
            raise ValueError(f"no such benchmark: {', '.join(unknown)}")
        return self

    def __getitem__(self, task_id: str) -> Task:
        """The task of this id, or UnknownTaskError."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise UnknownTaskError(f"no task '{task_id}'; see: parley benchmark tasks")

    def of(self, benchmark: str) -> Iterator[Task]:
        """The tasks of one benchmark."""
        return (task for task in self.tasks if task.benchmark == benchmark)

    @property
    def n_items(self) -> int:
        """Items of all tasks."""
        return sum(task.items for task in self.tasks)

    def licence(self, task: Task) -> str | None:
        """The task's own licence, else its benchmark's; None where neither is known."""
        return task.licence or self.benchmarks[task.benchmark].licence


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The shipped registry."""
    return load_registry(TASKS)


def load_registry(path: Path) -> Registry:
    """A registry from a YAML file; raises pydantic's ValidationError where it contradicts itself."""
    return Registry.model_validate(yaml.safe_load(path.read_text()))
