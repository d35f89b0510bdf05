"""Money: Prolific counts cents nearly everywhere and whole dollars in one place. No bare number is ever an amount."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Self

MINOR_PER_MAJOR = 100  # pounds and dollars, the two currencies that Prolific pays in


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, held in minor units (cents). Two currencies do not mix, and neither do amounts and numbers."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"an amount is a whole number of minor units, not {self.minor!r}")

    @classmethod
    def at_most(cls, minor: int | float | str, currency: str) -> Self:
        """What Prolific reports, which may be a fraction of a cent: rounded up, so that no cost is understated."""
        return cls(int(Decimal(str(minor)).to_integral_value(ROUND_CEILING)), currency)

    @property
    def major(self) -> str:
        """In major units with two decimals, as the file of bonuses wants it: 425 cents are ``4.25``."""
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{abs(self.minor) // MINOR_PER_MAJOR}.{abs(self.minor) % MINOR_PER_MAJOR:02d}"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __str__(self) -> str:
        return f"{self.major} {self.currency}"

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self} and {other} are of two currencies")
        return other.minor
