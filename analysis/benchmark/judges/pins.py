"""Which model judges in which role, by its dated name: the paper's judges, pinned, and a file to pin others.

The paper names families (GPT-4o, GPT-4o-mini, GPT-4o-audio, Gemini 2.5 Flash) and no versions; the dates here are ours.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import yaml
from pydantic import BaseModel, ConfigDict

from analysis.benchmark.chat import Chat
from analysis.benchmark.judges.judge import Judge, Pin, Role
from analysis.benchmark.pace import Pace


class JudgeSetting(BaseModel):
    """One role's judge: its pinned model, the endpoint's URL (None: OpenAI's) and the variable that holds its key.

    ``key_variable`` is None for an endpoint that asks for no key.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    url: str | None = None
    key_variable: str | None = "OPENAI_API_KEY"
    temperature: float | None = 0.0
    seed: int | None = 7
    max_tokens: int = 1024

    @property
    def pin(self) -> Pin:
        """What goes into the record."""
        return Pin(self.model, self.temperature, self.seed, self.max_tokens)


DEFAULTS: Mapping[Role, JudgeSetting] = {
    "reader": JudgeSetting(model="gpt-4o-2024-08-06"),
    "rater": JudgeSetting(model="gpt-4o-mini-2024-07-18"),
    "listener": JudgeSetting(model="gpt-4o-audio-preview-2024-12-17"),
    "comparer": JudgeSetting(
        model="gemini-2.5-flash",
        url="https://generativelanguage.googleapis.com/v1beta/openai/",
        key_variable="GEMINI_API_KEY",
        seed=None,
    ),
}


def judges_at_hand(
    settings: Mapping[Role, JudgeSetting], environment: Mapping[str, str], *, at_once: int = 4
) -> dict[Role, Judge]:
    """The judges whose keys are in the environment; the others' items will stay ungraded and say so."""
    judges = {}
    for role, setting in settings.items():
        key = environment.get(setting.key_variable) if setting.key_variable else None
        if key or setting.key_variable is None:
            judges[role] = Judge(Chat.at(setting.url, key=key, pace=Pace(at_once=at_once)), setting.pin)
    return judges


def read_judges(path: Path | None) -> Mapping[Role, JudgeSetting]:
    """The defaults, with the roles that a YAML file names replaced.

    Raises:
        ValueError: the file names a role that there is not, or a setting of another form.
    """
    given = yaml.safe_load(path.read_text()) if path else {}
    settings = dict(DEFAULTS)
    for name, setting in (given or {}).items():
        if name not in get_args(Role):
            raise ValueError(f"no judge's role '{name}'; there are {', '.join(get_args(Role))}")
        role: Role = name
        settings[role] = JudgeSetting.model_validate(setting)
    return settings
