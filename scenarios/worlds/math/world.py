"""The calculator class of imported entries, by its function docs. It has no state."""

from collections.abc import Callable
from math import fsum, isfinite, sqrt
from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.imported import ImportedWorld
from scenarios.worlds.math import precise
from scenarios.worlds.math.units import PAIRS, SI_KINDS, across_systems, between_si
from scenarios.worlds.schema import parameters, real, several, text, whole

TWO = parameters({"a": real("The first number."), "b": real("The second number.")})
ONE = parameters({"number": real("The number.")})
NUMBERS = parameters({"numbers": several("The numbers.", {"type": "number"})})
UNITS = parameters({"value": real("The value."), "unit_in": text("Its unit."), "unit_out": text("The unit wanted.")})
MOST_PLACES = 400  # beyond the digits of any float
PRECISION = {"precision": whole("How many digits, 1 or more.")}

Answer = dict[str, float]


class MathWorld(ImportedWorld):
    """Arithmetic. What has no finite real result is refused."""

    domain = "math"

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """No state, whatever the entry says."""
        return {}

    @tool("Add two numbers.", TWO)
    def add(self, a: float, b: float) -> Answer:
        return _answer(lambda: a + b)

    @tool("Subtract the second number from the first.", TWO)
    def subtract(self, a: float, b: float) -> Answer:
        return _answer(lambda: a - b)

    @tool("Multiply two numbers.", TWO)
    def multiply(self, a: float, b: float) -> Answer:
        return _answer(lambda: a * b)

    @tool("Divide the first number by the second.", TWO)
    def divide(self, a: float, b: float) -> Answer:
        return _answer(lambda: a / b)

    @tool("Tell what percentage a part is of a whole.", parameters({"part": real("Part."), "whole": real("Whole.")}))
    def percentage(self, part: float, whole: float) -> Answer:
        return _answer(lambda: part / whole * 100)

    @tool("Raise a number to a power.", parameters({"base": real("The number."), "exponent": real("The power.")}))
    def power(self, base: float, exponent: float) -> Answer:
        _answer(lambda: float(base) ** exponent)
        return _answer(lambda: base**exponent)

    @tool("Tell the absolute value of a number.", ONE)
    def absolute_value(self, number: float) -> Answer:
        return _answer(lambda: abs(number))

    @tool(
        "Round a number.",
        parameters(
            {
                "number": real("The number."),
                "decimal_places": whole("Digits after the point; 0 unless given.") | {"default": 0},
            },
            optional=("decimal_places",),
        ),
    )
    def round_number(self, number: float, decimal_places: int = 0) -> Answer:
        places = max(-MOST_PLACES, min(decimal_places, MOST_PLACES))
        return _answer(lambda: round(number, places))

    @tool("Tell the square root of a number.", parameters({"number": real("0 or more."), **PRECISION}))
    def square_root(self, number: float, precision: int) -> Answer:
        if number < 0:
            raise ToolError(f"{number} is below 0 and has no real square root")
        if precision < 1:
            raise ToolError(f"precision must be at least 1, not {precision}")
        return _answer(lambda: precise.square_root(number, precision))

    @tool(
        "Tell the logarithm of a number.",
        parameters({"value": real("Above 0."), "base": real("Above 0, not 1."), **PRECISION}),
    )
    def logarithm(self, value: float, base: float, precision: int) -> Answer:
        if value <= 0 or base <= 0 or base == 1:
            raise ToolError(f"value and base must be above 0 and base not 1, not {value} and {base}")
        return _answer(lambda: precise.logarithm(value, base, precision))

    @tool("Tell the sum of numbers.", NUMBERS)
    def sum_values(self, numbers: list[float]) -> Answer:
        return _answer(lambda: sum(numbers))

    @tool("Tell the mean of numbers.", NUMBERS)
    def mean(self, numbers: list[float]) -> Answer:
        return _answer(lambda: sum(_some(numbers)) / len(numbers))

    @tool("Tell the standard deviation of numbers, taken as the whole population.", NUMBERS)
    def standard_deviation(self, numbers: list[float]) -> Answer:
        def deviation() -> float:
            middle = sum(_some(numbers)) / len(numbers)
            return sqrt(fsum((number - middle) ** 2 for number in numbers) / len(numbers))

        return _answer(deviation)

    @tool("Tell the largest of numbers.", NUMBERS)
    def max_value(self, numbers: list[float]) -> Answer:
        return _answer(lambda: max(_some(numbers)))

    @tool("Tell the smallest of numbers.", NUMBERS)
    def min_value(self, numbers: list[float]) -> Answer:
        return _answer(lambda: min(_some(numbers)))

    @tool("Convert a value between SI units of the same kind.", UNITS)
    def si_unit_conversion(self, value: float, unit_in: str, unit_out: str) -> Answer:
        result = between_si(value, unit_in, unit_out)
        if result is None:
            kinds = "; ".join(", ".join(kind) for kind in SI_KINDS)
            raise ToolError(f"{unit_in!r} cannot be converted to {unit_out!r}; units by kind: {kinds}")
        return {"result": result}

    @tool("Convert a value between imperial and SI units.", UNITS)
    def imperial_si_conversion(self, value: float, unit_in: str, unit_out: str) -> Answer:
        result = across_systems(value, unit_in, unit_out)
        if result is None:
            pairs = ", ".join(f"{one} to {other}" for one, other in PAIRS)
            raise ToolError(f"{unit_in!r} cannot be converted to {unit_out!r}; conversions: {pairs}")
        return {"result": result}


def _answer(compute: Callable[[], Any]) -> Answer:
    """The result of a computation. Raises ToolError where it has none, or none that is finite and real."""
    try:
        value = compute()
        if isinstance(value, complex) or not isfinite(value):
            raise ToolError("the result is no finite real number")
    except ZeroDivisionError:
        raise ToolError("division by zero has no result") from None
    except OverflowError:
        raise ToolError("the result is too large") from None
    return {"result": value}


def _some(numbers: list[float]) -> list[float]:
    if not numbers:
        raise ToolError("numbers is empty; it needs one number at least")
    return numbers
