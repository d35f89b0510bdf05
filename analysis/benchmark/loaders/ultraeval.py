"""UltraEval-Audio's spoken questions: ``TwinkStart/<name>``, split ``test``.

Read in: the project's registry (``llama-questions`` answers in the column ``answer``; ``speech-web-questions`` in
``answers``), its evaluator for these tasks (any answer as a run of tokens in the transcript; the chatbot's judge sees
the ``instruction``) and public scripts that load the datasets (sound in ``audio``). The question's words are in
``question``, or in ``Questions``/``QuestionText`` of older copies; they go to no model, only to judges.
"""

from collections.abc import Iterator

from analysis.benchmark.items import Item
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.loaders.rows import MalformedRowError, Row, need
from analysis.benchmark.tasks.registry import Task

QUESTION = ("question", "Questions", "QuestionText", "instruction")
ANSWERS = ("answers", "answer", "Answer", "output")


def load(task: Task, place: Place) -> Iterator[Item]:
    """The items of one UltraEval-Audio task."""
    for index, row in enumerate(place.rows(task, split="test")):
        where = f"{task.id}, row {index}"
        sound = place.sound(need(row, "audio", where=where), task=task)
        references = _answers(row)
        if not references and task.metric == "exist_match":
            raise MalformedRowError(f"{where}: none of the fields {', '.join(ANSWERS)}")
        question = next((str(row[name]) for name in QUESTION if row.get(name)), "")
        yield Item(
            item_id=f"{task.benchmark}/{task.id}/{index}",
            task=task.id,
            audio=(sound,) if sound else (),
            references=references,
            details={"question": question},
        )


def _answers(row: Row) -> tuple[str, ...]:
    for name in ANSWERS:
        value = row.get(name)
        if value:
            return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
    return ()
