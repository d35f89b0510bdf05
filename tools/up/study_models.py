"""Whether every model that a study asks for is one that the agent has: else the first to know is a participant.

The study server reads the studies and the agent the models; neither may import the other, so both files are read here.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tools.setup.paths import ROOT

STUDIES, MODELS = "PARLEY_STUDIES_DIR", "PARLEY_MODELS_FILE"


def unknown_models(environment: Mapping[str, str]) -> str | None:
    """The first model of a study that there is not, in one line; None when all are there.

    What is wrong with a file itself is for its own reader to say.
    """
    models_file = Path(environment.get(MODELS) or ROOT / "agent" / "models" / "models.yaml")
    known = _mapping(_content(models_file), "models")
    if not known:
        return None
    for study in sorted(Path(environment.get(STUDIES) or ROOT / "server" / "studies").glob("*.yaml")):
        for model_id in _ids(_content(study)):
            if model_id not in known:
                return f"{study}: models: there is no model {model_id!r}; in {models_file}: {', '.join(known)}"
    return None


def _content(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text())
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


def _mapping(content: Any, key: str) -> dict[str, Any]:
    found = content.get(key) if isinstance(content, dict) else None
    return found if isinstance(found, dict) else {}


def _ids(study: Any) -> list[str]:
    models = study.get("models") if isinstance(study, dict) else None
    entries = models if isinstance(models, list) else []
    return [entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
