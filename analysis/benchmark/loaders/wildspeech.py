"""WildSpeech-Bench: ``tencent/WildSpeech-Bench``, split ``train``: one sound, scored for content and for speech.

Read in: the benchmark's own ``main.py`` (columns ``audio``, ``user_query``, ``taskType``, ``checklist``,
``conversation_hash``, ``modification_type``, ``additional_info``) and ``tools/retrieve_results.py`` (``taskType`` is
``prosodical`` for the paralinguistic part; the other four names were not read anywhere, so they are recognised by a
word that each must hold, and a name that holds none or two of them is refused).
"""

from collections.abc import Iterator

from analysis.benchmark.items import Item
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.loaders.rows import MalformedRowError, need
from analysis.benchmark.tasks.registry import Task

CATEGORIES = {
    "information_inquiry": ("information", "inquiry"),
    "solution_request": ("solution",),
    "text_creation": ("creation", "creative"),
    "opinion_queries": ("opinion",),
    "paralinguistic_featured": ("prosod", "paralinguistic"),
}


def load(task: Task, place: Place) -> Iterator[Item]:
    """The items of one category, for content (GPT-score) or speech (UTMOS)."""
    wanted = task.id.rsplit("_", 1)[0]
    for index, row in enumerate(place.rows(task, split="train")):
        where = f"{task.id}, row {index}"
        if category(str(need(row, "taskType", where=where))) != wanted:
            continue
        sound = place.sound(need(row, "audio", where=where), task=task)
        yield Item(
            item_id=f"{task.benchmark}/{task.id}/{index}",
            task=task.id,
            audio=(sound,) if sound else (),
            details={
                "question": str(need(row, "user_query", where=where)),
                "checklist": _checklist(row.get("checklist")),
            },
        )


def category(task_type: str) -> str:
    """The category that a ``taskType`` names.

    Raises:
        MalformedRowError: it names none, or two.
    """
    words = task_type.lower()
    found = [name for name, marks in CATEGORIES.items() if any(mark in words for mark in marks)]
    if len(found) != 1:
        raise MalformedRowError(f"taskType '{task_type}' names no category of WildSpeech-Bench")
    return found[0]


def _checklist(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(f"- {point}" for point in value)
    return str(value or "")
