"""Conversion of units. The factors between metric and imperial units have the customary six digits."""

METRES = {"km": 1e3, "m": 1.0, "dm": 1e-1, "cm": 1e-2, "mm": 1e-3, "um": 1e-6, "nm": 1e-9}
GRAMS = {"t": 1e6, "kg": 1e3, "g": 1.0, "mg": 1e-3, "ug": 1e-6}
LITRES = {"l": 1.0, "dl": 1e-1, "cl": 1e-2, "ml": 1e-3}
SECONDS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
SI_KINDS = (METRES, GRAMS, LITRES, SECONDS)

FACTORS = {
    ("cm", "in"): 0.393701,
    ("in", "cm"): 2.54,
    ("m", "ft"): 3.28084,
    ("ft", "m"): 0.3048,
    ("m", "yd"): 1.09361,
    ("yd", "m"): 0.9144,
    ("km", "miles"): 0.621371,
    ("miles", "km"): 1.60934,
    ("kg", "lb"): 2.20462,
    ("lb", "kg"): 0.453592,
}
TEMPERATURES = (("celsius", "fahrenheit"), ("fahrenheit", "celsius"))
PAIRS = (*FACTORS, *TEMPERATURES)
IMPERIAL_UNITS = tuple(dict.fromkeys(unit for pair in PAIRS for unit in pair))


def between_si(value: float, unit_in: str, unit_out: str) -> float | None:
    """A value in another unit of the same kind; None where there is no such pair of units."""
    for kind in SI_KINDS:
        if unit_in in kind and unit_out in kind:
            return value * kind[unit_in] / kind[unit_out]
    return None


def across_systems(value: float, unit_in: str, unit_out: str) -> float | None:
    """A metric value in imperial units or the other way round; None where there is no such pair of units."""
    if unit_in == unit_out and unit_in in IMPERIAL_UNITS:
        return value
    if (unit_in, unit_out) == TEMPERATURES[0]:
        return value * 1.8 + 32
    if (unit_in, unit_out) == TEMPERATURES[1]:
        return (value - 32) * 5 / 9
    factor = FACTORS.get((unit_in, unit_out))
    return None if factor is None else value * factor
