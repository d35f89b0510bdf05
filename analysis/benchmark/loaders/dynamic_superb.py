"""Dynamic-SUPERB Phase 2: one dataset per task, ``DynamicSuperb/<name>``, split ``test``.

Read in: the dataset cards of https://huggingface.co/DynamicSuperb (SuperbSV_SuperbHiddenSet: columns ``file``,
``audio``, ``audio2``, ``instruction``, ``label``) and public scripts that evaluate it (further answers in ``label2``,
``label3``...). A task with a second sound (speaker targets, rankings) has it in ``audio2``.
"""

from collections.abc import Iterator
from itertools import count

from analysis.benchmark.items import Item
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.loaders.rows import Row, need
from analysis.benchmark.tasks.registry import Task


def load(task: Task, place: Place) -> Iterator[Item]:
    """The items of one Dynamic-SUPERB task."""
    for index, row in enumerate(place.rows(task, split="test")):
        where = f"{task.id}, row {index}"
        sounds = [place.sound(need(row, "audio", where=where), task=task)]
        sounds += [place.sound(row.get(f"audio{number}"), task=task) for number in (2, 3, 4)]
        yield Item(
            item_id=f"{task.benchmark}/{task.id}/{index}",
            task=task.id,
            text=str(need(row, "instruction", where=where)),
            audio=tuple(sound for sound in sounds if sound is not None),
            references=(", ".join(_labels(row, where)),),
        )


def _labels(row: Row, where: str) -> Iterator[str]:
    yield str(need(row, "label", where=where))
    for number in count(2):
        label = row.get(f"label{number}")
        if label is None:
            return
        yield str(label)
