"""Lines that a text model finds for a card, in place of the card's own words: every caller talks differently."""

import json
from collections.abc import Sequence

from openai import AsyncOpenAI, OpenAIError
from pydantic import BaseModel, ValidationError

from agent.callers.lines import GOODBYE
from agent.callers.session import StudyRefusedError
from scenarios.card import Card

PROMPT = """You write what one person says in a spoken conversation with a voice assistant, as a dry run of a study.
The person read the card below and wants what it says. Write {n} lines in the order in which they are said: short,
spoken, friendly, each understandable whatever the assistant answered before. Invent nothing that contradicts the card.
Answer with JSON alone: {{"lines": ["...", "..."]}}

Card:
{card}"""


class _Answer(BaseModel):
    lines: list[str]


class Improvised:
    """Asks an OpenAI-compatible endpoint once for each participant."""

    def __init__(self, client: AsyncOpenAI, model: str, *, n_lines: int, seed: int) -> None:
        self._client = client
        self._model = model
        self._n_lines = n_lines
        self._seed = seed

    async def lines(self, card: Card) -> Sequence[str]:
        """The model's lines and our goodbye. Raises StudyRefusedError with what the endpoint said instead."""
        prompt = PROMPT.format(n=self._n_lines, card=card.model_dump_json(indent=1, exclude_defaults=True))
        try:
            answer = await self._client.chat.completions.create(
                model=self._model,
                messages=[{"role": "user", "content": prompt}],
                response_format={"type": "json_object"},
                seed=self._seed,
            )
            said = _Answer.model_validate(json.loads(answer.choices[0].message.content or ""))
        except (OpenAIError, ValidationError, ValueError, IndexError) as error:
            raise StudyRefusedError(f"no lines from the model {self._model}: {error}") from error
        spoken = [line.strip() for line in said.lines if any(char.isalpha() for char in line)]
        if not spoken:
            raise StudyRefusedError(f"no lines from the model {self._model}: it gave none")
        return (*spoken[: self._n_lines], GOODBYE)
