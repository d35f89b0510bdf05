"""Renders the page: one HTML file with its styles inside, that asks no network for anything and runs no script."""

import json
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

STATE_WIDTH = 118
SHORT = 3 * STATE_WIDTH  # characters of what is not taken apart: two or three lines at most
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
            "tools_of": _tools_of,
            "labels": _labels,
        }
    )
    return environment


def _tools_of(scenarios: Sequence[ToolCalling]) -> list[tuple[str, str, str]]:
    """The tools that some scenarios offer: id, arguments (optional ones in brackets) and what they do."""
    found: dict[str, tuple[str, str, str]] = {}
    for scenario in scenarios:
        for tool_id, tool in scenario.new_worlds().tools.items():
            required = tool.parameters["required"]
            names = [name if name in required else f"[{name}]" for name in tool.parameters["properties"]]
            found[tool_id] = (tool_id, ", ".join(names), tool.description)
    return sorted(found.values())


def _labels(scenario: ToolCalling, step_ids: Sequence[str]) -> str:
    """The labels of some steps, in quotes."""
    by_id = {step.id: step.label for step in scenario.steps}
    return listed([f"“{by_id[step_id]}”" for step_id in step_ids])


class _Dumper(yaml.SafeDumper):
    """A state as scenario files write it: what is short stands on one line."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        return super().represent_mapping(tag, mapping, flow_style or _is_short(mapping))

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        return super().represent_sequence(tag, sequence, flow_style or _is_short(sequence))

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _is_short(value: Any) -> bool:
    return len(json.dumps(value)) <= SHORT


def _as_yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=STATE_WIDTH).rstrip()
