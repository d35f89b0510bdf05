"""Study files for tests: the rehearsal study, and a real one with two models that do not exist."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

STUDIES = Path(__file__).resolve().parents[2] / "server/studies"
MODELS = ("acme-omni-9000", "zenith-speech-pro")


@cache
def _rehearsal() -> str:
    return json.dumps(yaml.safe_load((STUDIES / "rehearsal.yaml").read_text(encoding="utf-8")))


def rehearsal_study(**changes: Any) -> dict[str, Any]:
    """The rehearsal study's fields with some of them changed."""
    content: dict[str, Any] = json.loads(_rehearsal())
    return content | changes


def real_study(**changes: Any) -> dict[str, Any]:
    """A study with recruited participants and two models."""
    models = [{"id": model} for model in MODELS]
    return rehearsal_study(id="trial", rehearsal=False, models=models) | changes


def write_study(folder: Path, content: dict[str, Any], name: str | None = None) -> Path:
    """Write a study file (JSON is YAML) and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name or content['id']}.yaml"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
