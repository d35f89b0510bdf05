"""Which loader reads which benchmark: items by task, for whatever the registry knows."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from analysis.benchmark.items import Item
from analysis.benchmark.loaders import cava, dynamic_superb, speakbench, ultraeval, wildspeech
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.tasks.registry import Task

Loader = Callable[[Task, Place], Iterator[Item]]

LOADERS: Mapping[str, Loader] = {
    "dynamic_superb": dynamic_superb.load,
    "cava": cava.load,
    "ultraeval": ultraeval.load,
    "speakbench": speakbench.load,
    "wildspeech": wildspeech.load,
}


def load_items(tasks: Iterable[Task], place: Place) -> list[Item]:
    """The items of several tasks, in the tasks' order.

    Raises:
        MissingDataError: a task's data are not on this machine.
        MalformedRowError: a row is not of its benchmark's published form.
    """
    return [item for task in tasks for item in LOADERS[task.benchmark](task, place)]
