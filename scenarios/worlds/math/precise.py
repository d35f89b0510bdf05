"""Logarithms and roots with a chosen number of decimal digits, as multi-precision libraries work them out."""

from decimal import Context, Decimal
from fractions import Fraction

BITS_PER_DIGIT = 3.3219280948873626
MOST_DIGITS = 40  # a float holds 17; more would change nothing
_EXACT = Context(prec=80)


def logarithm(value: float, base: float, digits: int) -> float:
    """The logarithm with each step rounded to the binary digits that ``digits`` decimal ones need (one in reserve).

    One binary digit is left where none is asked for.
    """
    n_bits = max(1, round((min(digits, MOST_DIGITS) + 1) * BITS_PER_DIGIT))
    above, below = (_rounded(Fraction(Decimal(number).ln(_EXACT)), n_bits) for number in (value, base))
    return float(_rounded(above / below, n_bits))


def square_root(number: float, digits: int) -> float:
    """The square root with ``digits`` significant decimal digits."""
    return float(Decimal(number).sqrt(Context(prec=min(digits, MOST_DIGITS))))


def _rounded(number: Fraction, n_bits: int) -> Fraction:
    """The nearest number of ``n_bits`` binary digits, ties to even."""
    if not number:
        return number
    shift = n_bits - (abs(number.numerator).bit_length() - number.denominator.bit_length())
    scaled = number * Fraction(2) ** shift
    while abs(scaled) >= 2**n_bits:
        scaled /= 2
        shift -= 1
    return Fraction(round(scaled)) / Fraction(2) ** shift
