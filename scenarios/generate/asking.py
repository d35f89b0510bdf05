"""One question to a model, asked once: answered from the journal where it can be, and asked again when it has to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from scenarios.generate.client import ChatClient, Message
from scenarios.generate.cost import Bill, usage_of
from scenarios.generate.drafts import AnswerError, answer_schema, read_answer
from scenarios.generate.journal import Journal, StoredAnswer, question_key
from scenarios.generate.making import DraftError
from scenarios.generate.prompts import again

ATTEMPTS = 2  # in one run
MOST_ATTEMPTS = 6  # in all runs, at answers that cannot be read: a model has such moments, and the next run asks again
GIVEN_BACK = 1000  # characters of such an answer that the model sees again
MAX_FAILURES = 5  # in a row, after the client's own retries: then nobody is there

Shape = TypeVar("Shape", bound=BaseModel)
Result = TypeVar("Result")


class RefusedError(Exception):
    """The model will not answer this question; the message is its own."""


class UnreadError(Exception):
    """No answer of this run could be read; the next run asks again. The message says what was wrong with the last."""


class StopError(Exception):
    """The run cannot go on; the message says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of whom, and what it is about, for the journal."""

    model: str
    messages: list[Message]
    about: Mapping[str, Any]


class Asker:
    """Asks a client and keeps the answers."""

    def __init__(self, *, client: ChatClient, journal: Journal, bill: Bill, on_answer: Callable[[], None]) -> None:
        """``bill`` counts the answers that are paid for now; ``on_answer`` is called after each of them."""
        self._client, self._journal, self._bill = client, journal, bill
        self._on_answer = on_answer
        self._failures = 0
        self._stop: StopError | None = None

    async def ask(self, question: Question, shape: type[Shape], use: Callable[[Shape], Result]) -> Result:
        """What ``use`` makes of the answer.

        An answer that cannot be read or used is given back to the model once. Raises DraftError when the next one is
        no better, UnreadError when it cannot be read, and AnswerError when none of many runs gave one that can;
        RefusedError, StopError, and ConnectionError when there is no answer for now.
        """
        messages, n_asked = question.messages, 0
        for attempt in range(1, MOST_ATTEMPTS + 1):
            answer, is_new = await self._answer(question, messages, shape)
            n_asked += is_new
            if answer.refusal is not None:
                raise RefusedError(answer.refusal)
            try:
                return use(read_answer(shape, whole_text(answer)))
            except DraftError as error:
                if attempt >= ATTEMPTS:
                    raise
                messages = again(messages, answer.text or "", str(error))
            except AnswerError as error:
                if attempt == MOST_ATTEMPTS:
                    raise AnswerError(f"{error}; nor could {attempt - 1} answers before it be read") from error
                if n_asked >= ATTEMPTS:
                    raise UnreadError(f"{error} (answer {attempt} of at most {MOST_ATTEMPTS})") from error
                messages = once_more(messages, answer, error)
        raise AssertionError("the last attempt returns or raises")

    async def _answer(
        self, question: Question, messages: list[Message], shape: type[Shape]
    ) -> tuple[StoredAnswer, bool]:
        """The answer, and whether it was asked for now."""
        schema = answer_schema(shape)
        key = question_key(model=question.model, messages=messages, schema=schema)
        known = self._journal.get(key)
        if known is not None:
            return known, False
        if self._stop is not None:
            raise self._stop
        try:
            answer = await self._client.ask(
                model=question.model, messages=messages, name=shape.__name__.lower(), schema=schema
            )
        except (PermissionError, ConnectionError) as error:
            self._stop = self._reason_to_stop(error)
            if self._stop is not None:
                raise self._stop from error
            raise
        self._failures = 0
        stored = self._journal.keep(key, answer, about={"model": question.model, **question.about})
        self._bill.add(question.model, usage_of(stored))
        self._on_answer()
        return stored, True

    def _reason_to_stop(self, error: OSError) -> StopError | None:
        if isinstance(error, PermissionError):
            return StopError(str(error))
        self._failures += 1
        if self._failures < MAX_FAILURES:
            return None
        return StopError(f"{self._failures} questions in a row had no answer; the last: {error}")


def once_more(messages: list[Message], answer: StoredAnswer, error: AnswerError) -> list[Message]:
    """The question that follows an answer which cannot be read."""
    return again(messages, (answer.text or "")[:GIVEN_BACK], str(error))


def whole_text(answer: StoredAnswer) -> str:
    """The text of an answer. Raises AnswerError where there is none, or where it is cut off."""
    if answer.text is None or answer.cut:
        raise AnswerError("it is cut off" if answer.cut else "it is empty")
    return answer.text
