"""Studies and a model registry of a test's own, made from the shipped ones: what `parley up` reads besides the data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.support.livekit_server import REPOSITORY

ONLY_OPEN_CHAT = {"open_chat": 100, "goal_oriented": 0, "tool_calling": 0}
Block = Mapping[str, Any]


def write_studies(
    folder: Path, *, models: Mapping[str, Block], voices: Mapping[str, Block], studies: Mapping[str, str] | None = None
) -> dict[str, str]:
    """One open-chat study for each of the models besides the rehearsal study as it is shipped.

    ``studies`` maps a study's id to its model's; without it every study is called as its model. Returns the environment
    variables that name the files.
    """
    registry = _read(REPOSITORY / "agent/models/models.yaml")
    registry["models"].update(models)
    registry["voices"].update(voices)
    shipped = _read(REPOSITORY / "server/studies/rehearsal.yaml")
    _write(folder / "models.yaml", registry)
    _write(folder / "studies/rehearsal.yaml", shipped)
    for study, model in (studies or {model: model for model in models}).items():
        own = {**shipped, "id": study, "models": [{"id": model}], "mix": ONLY_OPEN_CHAT}
        _write(folder / "studies" / f"{study}.yaml", own)
    return {"PARLEY_MODELS_FILE": str(folder / "models.yaml"), "PARLEY_STUDIES_DIR": str(folder / "studies")}


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
