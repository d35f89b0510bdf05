"""A judge: a pinned model that is asked a question and whose words must be readable, or nothing is judged.

Unreadable words are asked for again a bounded number of times; then the item stays ungraded with the reason. A ruling
is remembered under the content of what was asked, so that none is paid for twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, TypeVar

from analysis.benchmark.chat import Chat, ChatError
from analysis.benchmark.items import Usage, digest

T = TypeVar("T")

Role = Literal["reader", "rater", "listener", "comparer"]
"""What a judge is asked to do: read an answer, rate it, hear it against a sound, compare two sounds."""


class JudgeError(Exception):
    """Nothing was judged; the message is the reason that the item stays ungraded."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Which model judges, by its dated name; ``seed`` and ``temperature`` are sent with every question."""

    model: str
    temperature: float | None = 0.0
    seed: int | None = 7
    max_tokens: int = 1024


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a judge said, under which pin, and the name that the service gave itself."""

    words: str
    pin: Pin
    model_reported: str | None
    usage: Usage = field(default_factory=Usage)


class RulingMemory(Protocol):
    """Where rulings are kept between runs: by the hash of pin and question."""

    def ruling(self, key: str) -> Ruling | None:
        """The ruling kept under this key."""

    def keep_ruling(self, key: str, ruling: Ruling) -> None:
        """Keep a ruling, durably before this returns."""


class Judge:
    """Asks one pinned model. ``tries`` counts how often unreadable words are asked for again."""

    def __init__(self, chat: Chat, pin: Pin, *, memory: RulingMemory | None = None, tries: int = 3) -> None:
        self.pin = pin
        self._chat = chat
        self._memory = memory
        self._tries = tries

    def remembering(self, memory: RulingMemory) -> "Judge":
        """The same judge with a memory."""
        return Judge(self._chat, self.pin, memory=memory, tries=self._tries)

    async def ask(self, messages: Sequence[dict[str, Any]], read: Callable[[str], T | None]) -> tuple[T, Ruling]:
        """What ``read`` makes of the judge's words, and the ruling.

        Raises:
            JudgeError: the judge could not be reached, or its words could not be read.
        """
        attempt, n_new = 0, 0
        while n_new < self._tries:
            ruling, is_new = await self._rule(messages, attempt)
            read_out = read(ruling.words)
            if read_out is not None:
                return read_out, ruling
            attempt, n_new = attempt + 1, n_new + is_new  # what is remembered as unreadable is passed over
        raise JudgeError(f"judge {self.pin.model}: unreadable after {self._tries} tries")

    async def _rule(self, messages: Sequence[dict[str, Any]], attempt: int) -> tuple[Ruling, bool]:
        pin = self._seeded(attempt)
        key = digest({"pin": _sent(pin), "messages": messages, "attempt": attempt})
        kept = self._memory.ruling(key) if self._memory else None
        if kept is not None:
            return kept, False
        try:
            reply = await self._chat.complete(key=key, messages=list(messages), **_sent(pin))
        except ChatError as error:
            raise JudgeError(f"judge {pin.model}: {error}") from error
        ruling = Ruling(reply.text, self.pin, reply.model, reply.usage)
        if self._memory:
            self._memory.keep_ruling(key, ruling)
        return ruling, True

    def _seeded(self, attempt: int) -> Pin:
        if self.pin.seed is None:
            return self.pin
        return replace(self.pin, seed=self.pin.seed + attempt)


def _sent(pin: Pin) -> dict[str, Any]:
    settings = {"temperature": pin.temperature, "seed": pin.seed}
    given = {name: value for name, value in settings.items() if value is not None}
    return {"model": pin.model, "max_tokens": pin.max_tokens, **given}
