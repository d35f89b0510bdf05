"""Reading the JSON constants that lie beside a world's code."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenarios.canonical import copy_json


def load(module_file: str, name: str) -> dict[str, Any]:
    """The JSON object in the file ``name`` beside a module."""
    content: dict[str, Any] = json.loads(Path(module_file).with_name(name).read_text("utf-8"))
    return content


def with_defaults(defaults: Mapping[str, Any], config: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a configuration, with the defaults for what it leaves out."""
    merged: dict[str, Any] = copy_json({**defaults, **config})
    return merged
