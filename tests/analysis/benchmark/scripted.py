"""A chat client and graders that say what a test tells them to, without a network."""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

from analysis.benchmark.chat import Chat
from analysis.benchmark.judges.judge import Judge, Pin
from analysis.benchmark.metrics.metric import Graders
from analysis.benchmark.pace import Pace


async def no_wait(_seconds: float) -> None:
    """Sleep that takes no time."""


class ScriptedClient:
    """Answers chat requests in order, or as ``respond`` says; an exception among the answers is raised."""

    def __init__(self, *answers: str | Exception, respond: Callable[[dict[str, Any]], str] | None = None) -> None:
        self.requests: list[dict[str, Any]] = []
        self._answers = list(answers)
        self._respond = respond
        self.chat = SimpleNamespace(completions=SimpleNamespace(create=self._create))

    async def _create(self, **request: Any) -> Any:
        self.requests.append(request)
        answer = self._respond(request) if self._respond else self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        message = SimpleNamespace(model_dump=lambda: {"content": answer})
        usage = SimpleNamespace(prompt_tokens=10, completion_tokens=5)
        return SimpleNamespace(choices=[SimpleNamespace(message=message)], model="judge-reported", usage=usage)


def judge(client: ScriptedClient, **more: Any) -> Judge:
    """A judge behind a scripted client."""
    return Judge(Chat(client, pace=Pace(sleep=no_wait), attempts=2), Pin("judge-2026-01-01"), **more)


def graders(*answers: str | Exception, respond: Callable[[dict[str, Any]], str] | None = None) -> Graders:
    """Graders whose judges, in every role, share one script."""
    one = judge(ScriptedClient(*answers, respond=respond))
    return Graders(judges={"reader": one, "rater": one, "listener": one, "comparer": one})


def said(messages: Iterable[dict[str, Any]]) -> str:
    """All words of a request's messages."""
    words = []
    for message in messages:
        content = message["content"]
        words.append(content if isinstance(content, str) else " ".join(part.get("text", "<sound>") for part in content))
    return " ".join(words)
