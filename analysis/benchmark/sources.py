"""Which items a run is about: a published subset, the full set, a subset file of ours, or the synthetic samples."""

from collections.abc import Sequence
from pathlib import Path

from analysis.benchmark.items import Item
from analysis.benchmark.loaders import humans
from analysis.benchmark.loaders.benchmarks import load_items
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.samples import write_samples
from analysis.benchmark.subsets import Subset, SubsetError, full_subset, read_subset
from analysis.benchmark.tasks.registry import Task, registry

SAMPLES = "samples"
FULL = "full"


def items_of(subset: str, place: Place, *, tasks: Sequence[Task] = ()) -> tuple[list[Item], Subset]:
    """The items and weights that a name or a file stands for, in the subset's order.

    ``tasks`` narrows the full set or the samples; a chosen subset is whole or nothing.

    Raises:
        MissingDataError: the data are not on this machine.
        SubsetError: no such subset, or one that the data do not hold.
    """
    if subset in humans.SIZES or subset.endswith(".json"):
        if tasks:
            raise SubsetError(
                f"'{subset}' is a chosen subset with its weights: tasks narrow '{FULL}' and '{SAMPLES}' only"
            )
        return humans.load(subset, place) if subset in humans.SIZES else _from_file(Path(subset), place)
    if subset == SAMPLES:
        write_samples(place.root / SAMPLES, tasks or None)
        place = Place(place.root / SAMPLES)
    elif subset != FULL:
        raise SubsetError(f"no subset '{subset}': {', '.join(humans.SIZES)}, {FULL}, {SAMPLES}, or a .json file")
    items = load_items(tasks or registry().tasks, place)
    return items, full_subset(items, name=subset if not tasks else f"{subset}, {len(tasks)} tasks")


def _from_file(path: Path, place: Place) -> tuple[list[Item], Subset]:
    if not path.is_file():
        raise SubsetError(f"no subset file {path}")
    subset = read_subset(path)
    wanted = {chosen.item_id.split("/")[1] for chosen in subset.items if chosen.item_id.count("/") >= 2}
    there = load_items([task for task in registry().tasks if task.id in wanted], place)
    return subset.pick(there), subset
