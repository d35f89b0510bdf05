"""Renders the page: one HTML file with its styles inside, that asks no network for anything and runs no script."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scenarios.checks import n_words
from scenarios.loading import AnyScenario
from scenarios.report.contents import fingerprint, sections
from scenarios.report.wording import call_words, listed, shown, state_words
from scenarios.scenario import ToolCalling

TEMPLATES = Path(__file__).parent / "templates"


def render(scenarios: Sequence[AnyScenario], *, title: str = "Scenario catalogue") -> str:
    """The page about some scenarios. The same scenarios always give the same bytes."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            title=title,
            scenarios=scenarios,
            sections=sections(scenarios),
            fingerprint=fingerprint(scenarios),
            styles=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        {
            "call": call_words,
            "shown": shown,
            "state": state_words,
            "yaml": _as_yaml,
        }
    )
    environment.globals.update(
        {
            "n_words": n_words,
            "is_verified": lambda scenario: isinstance(scenario, ToolCalling),
            "offered": _offered,
            "labels": _labels,
        }
    )
    return environment


def _offered(scenario: ToolCalling) -> list[tuple[str, str, str]]:
    """The tools by id, with their arguments (optional ones in brackets) and what they do."""
    found = []
    for tool_id, tool in scenario.new_worlds().tools.items():
        required = tool.parameters["required"]
        names = [name if name in required else f"[{name}]" for name in tool.parameters["properties"]]
        found.append((tool_id, ", ".join(names), tool.description))
    return found


def _labels(scenario: ToolCalling, step_ids: Sequence[str]) -> str:
    """The labels of some steps, in quotes."""
    by_id = {step.id: step.label for step in scenario.steps}
    return listed([f"“{by_id[step_id]}”" for step_id in step_ids])


def _as_yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100).rstrip()
