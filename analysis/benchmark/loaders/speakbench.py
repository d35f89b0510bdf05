"""SpeakBench: ``potsawee/speakbench-v1-all-outputs``, split ``train``: spoken instructions and eleven models' answers.

Read in: the public script that prepares it for AudioJudge. Columns: ``idx`` (0 is skipped there and here),
``instruction`` (words), and one sound per model, among them ``gpt4o-audio``, whose answer every model is compared
with. The spoken instruction is not among the columns: it lies in ``potsawee/speakbench-v1-labelled-508`` and is
expected here as ``instructions/<idx>.wav``, or in a column ``audio`` or ``instruction_audio`` of rows that were joined
beforehand.
"""

from collections.abc import Iterator
from pathlib import Path

from analysis.benchmark.items import Item
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.loaders.rows import MalformedRowError, Row, need
from analysis.benchmark.tasks.registry import Task

BASELINE = "gpt4o-audio"


def load(task: Task, place: Place) -> Iterator[Item]:
    """The items of SpeakBench."""
    for row in place.rows(task, split="train"):
        index = row.get("idx")
        if index == 0:
            continue
        where = f"{task.id}, row {index}"
        yield Item(
            item_id=f"{task.benchmark}/{task.id}/{need(row, 'idx', where=where)}",
            task=task.id,
            audio=(_spoken_instruction(row, task, place, where),),
            reference_audio=place.sound(need(row, BASELINE, where=where), task=task),
            details={"instruction": str(need(row, "instruction", where=where))},
        )


def _spoken_instruction(row: Row, task: Task, place: Place, where: str) -> Path:
    for name in ("audio", "instruction_audio"):
        sound = place.sound(row.get(name), task=task)
        if sound:
            return sound
    beside = place.folder(task) / "instructions" / f"{row['idx']}.wav"
    if not beside.is_file():
        raise MalformedRowError(
            f"{where}: no spoken instruction; save those of potsawee/speakbench-v1-labelled-508 "
            f"as {beside.parent}/<idx>.wav"
        )
    return beside
