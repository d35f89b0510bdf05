"""Scenarios as YAML files that the catalogue's reader gives back unchanged."""

from decimal import Decimal
from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """SafeDumper without aliases, and with floats in plain digits."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write every value where it stands."""
        return True


def _plain_float(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    digits = f"{Decimal(repr(value)):f}"
    return dumper.represent_scalar("tag:yaml.org,2002:float", digits if "." in digits else f"{digits}.0")


_Dumper.add_representer(float, _plain_float)


def to_yaml(document: dict[str, Any]) -> str:
    """A scenario document as YAML text."""
    text: str = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return text
