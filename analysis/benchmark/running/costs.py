"""What a run costs: before it, estimated from the items; during and after it, from the tokens that were reported.

Prices change and are nobody's to guess: they come from a YAML file of the user's, ``model: {input_per_million: 2.5,
output_per_million: 10}``. A model without prices costs an unknown amount, which is said as such and never counted as 0.
"""

import wave
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from analysis.benchmark.items import Item, Request, Usage
from analysis.benchmark.judges.judge import Role, Ruling
from analysis.benchmark.judges.pins import JudgeSetting
from analysis.benchmark.metrics.metric import Metric

LETTERS_PER_TOKEN = 4
RULING_INPUT_TOKENS = 400
RULING_OUTPUT_TOKENS = 120


class Price(BaseModel):
    """Dollars for a million tokens; ``sound_tokens_per_s`` and ``output_tokens`` are used for estimates alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input_per_million: float = Field(ge=0)
    output_per_million: float = Field(ge=0)
    sound_tokens_per_s: float = Field(default=10, ge=0)
    output_tokens: int = Field(default=150, ge=0)

    def of(self, usage: Usage) -> float | None:
        """Dollars for reported tokens; None where they were not reported."""
        if usage.input_tokens is None or usage.output_tokens is None:
            return None
        return (usage.input_tokens * self.input_per_million + usage.output_tokens * self.output_per_million) / 1e6


Prices = Mapping[str, Price]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would ask and cost. Dollars are None where a price is not known."""

    n_items: int
    n_requests: int
    sound_minutes: float
    n_rulings: int
    model_usd: float | None
    judges_usd: float | None


def read_prices(path: Path | None) -> Prices:
    """Prices by model name; raises pydantic's ValidationError for a price of another form."""
    given = yaml.safe_load(path.read_text()) if path else {}
    return {str(name): Price.model_validate(price) for name, price in (given or {}).items()}


def estimate(
    work: Iterable[tuple[Item, Request, Metric]],
    *,
    model_price: Price | None,
    judges: Mapping[Role, JudgeSetting],
    prices: Prices,
) -> Estimate:
    """What ``work`` would ask, have ruled and cost; the further rounds of tool calls are not in it."""
    listed = list(work)
    requests = {request.content_hash(): request.item for _, request, _ in listed}
    seconds = sum(seconds_of(path) for item in requests.values() for path in item.audio)
    tokens = Usage(
        int(sum(len(item.text) for item in requests.values()) / LETTERS_PER_TOKEN)
        + int(seconds * (model_price.sound_tokens_per_s if model_price else 0)),
        len(requests) * (model_price.output_tokens if model_price else 0),
    )
    rulings = {role: sum(metric.n_rulings for *_, metric in listed if metric.role == role) for role in judges}
    of_judges = [_rulings_usd(prices.get(judges[role].model), count) for role, count in rulings.items() if count]
    return Estimate(
        n_items=len(listed),
        n_requests=len(requests),
        sound_minutes=seconds / 60,
        n_rulings=sum(rulings.values()),
        model_usd=model_price.of(tokens) if model_price else None,
        judges_usd=None if None in of_judges else sum(filter(None, of_judges)),
    )


def rulings_usd(rulings: Iterable[Ruling], prices: Prices) -> float | None:
    """Dollars for rulings by their reported tokens; None where a judge's price or tokens are not known."""
    spent = [prices[ruling.pin.model].of(ruling.usage) if ruling.pin.model in prices else None for ruling in rulings]
    return None if None in spent else sum(filter(None, spent))


def seconds_of(path: Path) -> float:
    """How long a WAV file lasts; 0 for a sound that cannot be opened as one."""
    try:
        with wave.open(str(path), "rb") as file:
            return file.getnframes() / file.getframerate()
    except (wave.Error, EOFError, OSError):
        return 0.0


def _rulings_usd(price: Price | None, count: int) -> float | None:
    if price is None:
        return None
    return price.of(Usage(count * RULING_INPUT_TOKENS, count * RULING_OUTPUT_TOKENS))
