"""Reads the files of what the script knows and says: by the parser in C where there is one, for a talk waits for it."""

from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_page(path: Path) -> Any:
    """What a YAML file holds. Raises OSError or yaml.YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 both loaders are the safe ones
