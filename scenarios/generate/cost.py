"""What asking costs: an estimate from the length of the prompts before, and the real use while it runs."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.generate.client import Answer, Message

CHARACTERS_PER_TOKEN = 4.0  # English prose, as providers give it
TOKENS_PER_MESSAGE = 4


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    cached: float
    output: float


PRICES: Mapping[str, Price] = {  # list prices of the provider; --price says otherwise
    "gpt-4.1": Price(2.00, 0.50, 8.00),
    "gpt-4.1-mini": Price(0.40, 0.10, 1.60),
    "gpt-4.1-nano": Price(0.10, 0.025, 0.40),
    "o4-mini": Price(1.10, 0.275, 4.40),
}


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens; ``cached`` are those of ``input`` that the provider had kept from earlier requests."""

    input: int = 0
    cached: int = 0
    output: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.input + other.input, self.cached + other.cached, self.output + other.output)

    def cost(self, price: Price) -> float:
        """US dollars."""
        fresh = self.input - self.cached
        return (fresh * price.input + self.cached * price.cached + self.output * price.output) / 1e6


def usage_of(answer: Answer) -> Usage:
    """The tokens of one answer."""
    return Usage(answer.input_tokens, min(answer.cached_tokens, answer.input_tokens), answer.output_tokens)


def estimated_input(messages: list[Message]) -> int:
    """Roughly how many tokens a prompt has."""
    return sum(TOKENS_PER_MESSAGE + round(len(part["content"]) / CHARACTERS_PER_TOKEN) for part in messages)


def parse_price(text: str) -> tuple[str, Price]:
    """``model=input,output`` or ``model=input,cached,output``, in dollars per million tokens. Raises ValueError."""
    model, separator, amounts = text.rpartition("=")
    numbers = [float(part) for part in amounts.split(",")]
    if not separator or not model or len(numbers) not in (2, 3) or min(numbers) < 0:
        raise ValueError(text)
    return model, Price(numbers[0], numbers[-2] if len(numbers) == 3 else numbers[0], numbers[-1])


class Bill:
    """What has been used, by model. The cost is unknown, and not zero, as soon as one model's price is."""

    def __init__(self, prices: Mapping[str, Price]) -> None:
        """Nothing used yet."""
        self._prices = prices
        self._used: dict[str, Usage] = {}

    def add(self, model: str, usage: Usage) -> None:
        """Count one answer."""
        self._used[model] = self._used.get(model, Usage()) + usage

    @property
    def used(self) -> Mapping[str, Usage]:
        """Tokens by model."""
        return self._used

    @property
    def cost(self) -> float | None:
        """US dollars, or None."""
        if not self._used.keys() <= self._prices.keys():
            return None
        return sum(usage.cost(self._prices[model]) for model, usage in self._used.items())

    @property
    def in_words(self) -> str:
        """The cost as people read it; tokens where no price is known."""
        cost = self.cost
        if cost is not None:
            return f"${cost:.2f}"
        n_tokens = sum(usage.input + usage.output for usage in self._used.values())
        return f"{n_tokens:,} tokens (no price known for {', '.join(sorted(self._used.keys() - self._prices.keys()))})"
