"""Models that a test makes up, and items for them."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from analysis.benchmark.items import Answer, Item, Request
from analysis.benchmark.running.models import BenchmarkModel

DIARIZED = "Sentence 1: Speaker 1\nSentence 2: Speaker 2"


class FakeModel:
    """Answers what ``respond`` gives for each request, and keeps what it was asked."""

    def __init__(self, respond: Callable[[Request], Answer | Exception] | None = None) -> None:
        self.asked: list[Request] = []
        self._respond = respond or (lambda _request: Answer("the river", latency_s=0.5))

    async def __call__(self, request: Request) -> Answer:
        self.asked.append(request)
        given = self._respond(request)
        if isinstance(given, Exception):
            raise given
        return given

    def model(self, answer: Callable[[Request], Awaitable[Answer]] | None = None) -> BenchmarkModel:
        return BenchmarkModel("fake", "1", answer or self)


def asr(number: int, *, words: str = "the river", sound: Path | None = None) -> Item:
    """An item of speech recognition, which needs no judge."""
    heard = (sound,) if sound else ()
    return Item(f"b/superb_asr/{number}", "superb_asr", f"Write down clip {number}.", heard, (words,))


def jeopardy(number: int) -> list[Item]:
    """Two items that ask the same and score another thing."""
    details = {"question": "It has rings."}
    return [
        Item(f"b/{task}/{number}", task, f"Clue {number}.", references=("What is Saturn?",), details=details)
        for task in ("jeopardy_correctness", "jeopardy_latency")
    ]
