"""What a run is going to do, and what it is going to cost, before anybody is asked anything."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.generate.asking import MOST_ATTEMPTS, once_more, whole_text
from scenarios.generate.client import Message
from scenarios.generate.cost import Bill, Price, Usage, estimated_input
from scenarios.generate.drafts import AnswerError, Draft, Judgement, Transformation, answer_schema, read_answer
from scenarios.generate.journal import Journal, StoredAnswer, question_key
from scenarios.generate.pipeline import Models
from scenarios.generate.prefilter import prefiltered
from scenarios.generate.prompts import transform_messages, validate_messages
from scenarios.generate.records import Record, read_records
from scenarios.generate.rejections import Rejection
from scenarios.generate.sampling import Sample

WRITER_TOKENS, CHECKER_TOKENS = 350, 900  # of an answer; the checker thinks before it speaks

_TYPICAL = Draft(
    title="A title of a few words",
    topic="home",
    goal="Find out something that one would like to know or do.",
    situation="Two or three sentences tell what is going on, and what is wanted, in plain words. " * 3,
    goals=("A milestone of the conversation, as an instruction.",) * 4,
    assistant_prompt="Someone wants something. Ask about it, help, and play a part if they want it. " * 2,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The records of a run, and what was left out on the way to them."""

    records: list[Record]
    n_read: int
    n_fit: int
    left_out: Mapping[str, int]


def choose(source: Path, *, limit: int, seed: int, rejected: Callable[[Rejection], None]) -> Choice:
    """Read all conversations, prefilter them, and draw the sample. Raises SourceError."""
    sample = Sample(limit=limit, seed=seed)
    left_out: Counter[str] = Counter()
    for row in prefiltered(read_records(source)):
        if isinstance(row, Rejection):
            left_out[row.reason] += 1
            rejected(row)
        else:
            sample.offer(row)
    n_read = sample.n_offered + left_out.total()
    return Choice(sample.records, n_read, sample.n_offered, dict(left_out.most_common()))


@dataclass(frozen=True, slots=True)
class Estimate:
    """Questions still to be asked if every record passes both models, and about what they cost."""

    n_questions: int
    bill: Bill


def estimate(
    records: Sequence[Record], *, models: Models, journal: Journal | None, prices: Mapping[str, Price]
) -> Estimate:
    """Count what the journal does not hold."""
    bill, n_questions = Bill(prices), 0
    for record in records:
        for model, usage in _open_questions(record, models, journal):
            bill.add(model, usage)
            n_questions += 1
    return Estimate(n_questions, bill)


def _open_questions(record: Record, models: Models, journal: Journal | None) -> list[tuple[str, Usage]]:
    messages = transform_messages(record)
    known = _last(journal, models.writer, messages, Transformation)
    if known is None:
        writing = Usage(input=estimated_input(messages), output=WRITER_TOKENS)
        checking = Usage(input=estimated_input(validate_messages(_TYPICAL)), output=CHECKER_TOKENS)
        return [(models.writer, writing), (models.checker, checking)]
    draft = _draft_in(known)
    if draft is None:
        return []
    messages = validate_messages(draft)
    if _last(journal, models.checker, messages, Judgement) is not None:
        return []
    return [(models.checker, Usage(input=estimated_input(messages), output=CHECKER_TOKENS))]


def _last(
    journal: Journal | None, model: str, messages: list[Message], shape: type[Transformation | Judgement]
) -> StoredAnswer | None:
    """The answer that settles a question, or None where it is still to be asked."""
    known = None
    for _ in range(MOST_ATTEMPTS if journal is not None else 0):
        key = question_key(model=model, messages=messages, schema=answer_schema(shape))
        known = journal.get(key) if journal is not None else None
        if known is None or known.refusal is not None:
            break
        try:
            read_answer(shape, whole_text(known))
            break
        except AnswerError as error:
            messages = once_more(messages, known, error)
    return known


def _draft_in(answer: StoredAnswer) -> Draft | None:
    try:
        return read_answer(Transformation, whole_text(answer)).scenario
    except AnswerError:
        return None
