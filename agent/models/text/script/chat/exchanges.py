"""Small talk that needs no thought: what is said, and the answers to it, from the files in ``content/exchanges``."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.pages import read_page

Skill = Callable[[Heard, Memory], Reply | None]

_FOLDER = Path(__file__).parent / "content" / "exchanges"


class Exchange(BaseModel):
    """One thing that people say. ``whole``: patterns for all of it; ``has``: one that occurs in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    whole: tuple[str, ...] = Field((), alias="is")
    has: str | None = None
    asked: bool = False  # only as a question
    most_words: int = 40
    say: tuple[str, ...] = Field(min_length=1)
    keeps: bool = False  # what was asked before still waits for its answer
    expects: str | None = None

    def fits(self, heard: Heard) -> bool:
        """Whether these words are meant."""
        if len(heard.words) > self.most_words or (self.asked and not heard.is_question):
            return False
        if self.has is not None and heard.has(self.has):
            return True
        return any(heard.is_(pattern) for pattern in self.whole)


def exchanges(name: str) -> Skill:
    """A skill that answers from one of the files."""

    def answer(heard: Heard, memory: Memory) -> Reply | None:
        for exchange in load_exchanges(name):
            if exchange.fits(heard):
                expecting = Expecting(exchange.expects) if exchange.expects else None
                return Reply(memory.pick(*exchange.say), expecting=expecting, keeps=exchange.keeps)
        return None

    return answer


@cache
def load_exchanges(name: str) -> tuple[Exchange, ...]:
    """The exchanges of a file, in order. Raises pydantic.ValidationError for a file that is none."""
    content = read_page(_FOLDER / f"{name}.yaml")
    return tuple(Exchange.model_validate(part) for part in content)
