"""The calculator by the function docs."""

from math import log, sqrt
from typing import Any

import pytest

from scenarios.worlds.base import World
from scenarios.worlds.math import precise
from tests.scenarios.worlds.asking import ask, bfcl, refuse


@pytest.fixture
def world() -> World:
    return bfcl("MathAPI")


@pytest.mark.parametrize(
    ("tool", "arguments", "result"),
    [
        ("add", {"a": 1, "b": 2.5}, 3.5),
        ("subtract", {"a": 1, "b": 2.5}, -1.5),
        ("multiply", {"a": -2, "b": 2.5}, -5.0),
        ("divide", {"a": 1, "b": 4}, 0.25),
        ("percentage", {"part": 1, "whole": 8}, 12.5),
        ("power", {"base": 2, "exponent": 10}, 1024),
        ("power", {"base": 4, "exponent": -0.5}, 0.5),
        ("power", {"base": 0, "exponent": 0}, 1),
        ("absolute_value", {"number": -3.5}, 3.5),
        ("round_number", {"number": 2.5}, 2),
        ("round_number", {"number": 2.675, "decimal_places": 2}, 2.67),
        ("round_number", {"number": 1234, "decimal_places": -2}, 1200),
        ("round_number", {"number": 5, "decimal_places": -(10**9)}, 0),
        ("sum_values", {"numbers": [1, 2, 3.5]}, 6.5),
        ("sum_values", {"numbers": []}, 0),
        ("mean", {"numbers": [1, 2, 6]}, 3),
        ("standard_deviation", {"numbers": [2, 4]}, 1),
        ("standard_deviation", {"numbers": [7]}, 0),
        ("max_value", {"numbers": [1, -3, 2.5]}, 2.5),
        ("min_value", {"numbers": [1, -3, 2.5]}, -3),
        ("square_root", {"number": 2, "precision": 3}, 1.41),
        ("square_root", {"number": 0, "precision": 3}, 0),
        ("logarithm", {"value": 8, "base": 2, "precision": 15}, 3),
        ("logarithm", {"value": 1, "base": 10, "precision": 5}, 0),
        ("logarithm", {"value": 7, "base": 3, "precision": 0}, 2),  # as mpmath gives with 0 decimal digits
        ("logarithm", {"value": 100, "base": 10, "precision": -5}, 2),
        ("add", {"a": 1e300, "b": 1e299}, 1.1e300),
        ("si_unit_conversion", {"value": 1.5, "unit_in": "km", "unit_out": "cm"}, 150000),
        ("si_unit_conversion", {"value": 5, "unit_in": "g", "unit_out": "kg"}, 0.005),
        ("si_unit_conversion", {"value": 5, "unit_in": "m", "unit_out": "m"}, 5),
        ("imperial_si_conversion", {"value": 10, "unit_in": "cm", "unit_out": "in"}, 3.93701),
        ("imperial_si_conversion", {"value": 3, "unit_in": "miles", "unit_out": "km"}, 4.82802),
        ("imperial_si_conversion", {"value": 100, "unit_in": "celsius", "unit_out": "fahrenheit"}, 212),
        ("imperial_si_conversion", {"value": 32, "unit_in": "fahrenheit", "unit_out": "celsius"}, 0),
        ("imperial_si_conversion", {"value": 3, "unit_in": "lb", "unit_out": "lb"}, 3),
    ],
)
def test_results(world: World, tool: str, arguments: dict[str, Any], result: float) -> None:
    assert ask(world, tool, **arguments) == {"result": pytest.approx(result, rel=1e-9)}


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("divide", {"a": 1, "b": 0}, "division by zero"),
        ("percentage", {"part": 1, "whole": 0}, "division by zero"),
        ("power", {"base": 0, "exponent": -1}, "division by zero"),
        ("power", {"base": -1, "exponent": 0.5}, "no finite real number"),
        ("power", {"base": 10.0, "exponent": 1000}, "too large"),
        ("power", {"base": 10, "exponent": 10**20}, "too large"),
        ("mean", {"numbers": []}, "empty"),
        ("standard_deviation", {"numbers": []}, "empty"),
        ("max_value", {"numbers": []}, "empty"),
        ("min_value", {"numbers": []}, "empty"),
        ("mean", {"numbers": [1, "2"]}, "numbers[1] must be a number"),
        ("add", {"a": "1", "b": 2}, "a must be a number"),
        ("add", {"a": 1}, "b is missing"),
        ("square_root", {"number": -1, "precision": 3}, "below 0"),
        ("square_root", {"number": 1, "precision": 0}, "at least 1"),
        ("logarithm", {"value": 0, "base": 2, "precision": 5}, "above 0"),
        ("logarithm", {"value": 2, "base": -2, "precision": 5}, "above 0"),
        ("logarithm", {"value": 2, "base": 1, "precision": 5}, "not 1"),
        ("si_unit_conversion", {"value": 1, "unit_in": "kg", "unit_out": "m"}, "units by kind: km, m"),
        ("si_unit_conversion", {"value": 1, "unit_in": "ft", "unit_out": "m"}, "'ft'"),
        ("imperial_si_conversion", {"value": 1, "unit_in": "ft", "unit_out": "kg"}, "conversions: cm to in"),
        ("imperial_si_conversion", {"value": 1, "unit_in": "furlong", "unit_out": "furlong"}, "furlong"),
    ],
)
def test_refusals(world: World, tool: str, arguments: dict[str, Any], words: str) -> None:
    refuse(world, tool, words, **arguments)


@pytest.mark.parametrize("value", [2, 10, 0.001, 12345.678, 1e30])
@pytest.mark.parametrize("base", [2, 0.5, 10, 2.718281828])
def test_enough_digits_give_what_floats_give(value: float, base: float) -> None:
    assert precise.logarithm(value, base, 40) == pytest.approx(log(value) / log(base), rel=1e-15)
    assert precise.square_root(value, 40) == pytest.approx(sqrt(value), rel=1e-15)


def test_few_digits_give_few_digits() -> None:
    # 4 decimal digits ask for 17 binary ones, a relative step of 2**-17 at most
    rough = precise.logarithm(10, 2, 4)
    assert rough != log(10) / log(2)
    assert rough == pytest.approx(log(10) / log(2), rel=2**-15)
    assert rough * 2**15 == int(rough * 2**15)
