"""A scenario as text for people who read it in a terminal."""

import json
from collections.abc import Iterator
from textwrap import fill

from scenarios.card import Card
from scenarios.scenario import GoalOriented, OpenChat, ToolCalling

WIDTH = 100


def sheet(scenario: OpenChat | GoalOriented | ToolCalling) -> str:
    """The card, then what the participant does not see: prompt, tools, steps, prohibitions."""
    lines = [f"{scenario.title}  [{scenario.id}, {scenario.category}, {scenario.hash[:12]}]", "", *_card(scenario.card)]
    lines += ["", "For the assistant", _wrapped(scenario.instructions)]
    if isinstance(scenario, ToolCalling):
        lines += ["", *_tools(scenario), "", *_steps(scenario)]
    return "\n".join(lines)


def _card(card: Card) -> Iterator[str]:
    for heading, part in (("Goal", card.goal), ("Situation", card.situation)):
        if part:
            yield _wrapped(f"{heading}: {part}")
    for heading, pairs in (("You are", card.identity), ("Details", card.key_details)):
        if pairs:
            yield heading
            yield from (_wrapped(f"{name}: {value}", "  ") for name, value in pairs.items())
    for heading, things in (("Tasks", card.tasks), ("Goals", card.goals)):
        if things:
            yield heading
            yield from (_wrapped(f"{number}. {thing}", "  ") for number, thing in enumerate(things, 1))
    if card.note:
        yield _wrapped(f"Note: {card.note}")


def _tools(scenario: ToolCalling) -> Iterator[str]:
    yield "Tools"
    for tool in scenario.tool_specs():
        required = tool.parameters["required"]
        arguments = [
            f"{name}: {_kind(schema)}" if name in required else f"[{name}: {_kind(schema)}]"
            for name, schema in tool.parameters["properties"].items()
        ]
        yield f"  {tool.name}({', '.join(arguments)})"
        yield _wrapped(tool.description, "      ")


def _steps(scenario: ToolCalling) -> Iterator[str]:
    yield "Steps"
    for step in scenario.steps:
        counted = f", {step.times} times" if step.times > 1 else ""
        order = f", after {', '.join(step.after)}" if step.after else ""
        yield f"  {step.id}: {step.label}{counted}{order}"
    if scenario.forbidden:
        yield "Forbidden"
        yield from (f"  {rule.id}: {rule.label} ({rule.severity})" for rule in scenario.forbidden)
    for number, calls in enumerate(scenario.reference, 1):
        yield f"Reference {number}"
        for call in calls:
            arguments = " ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in call.args.items())
            yield f"  {call.tool} {arguments}".rstrip()


def _kind(schema: dict[str, object]) -> str:
    choices = schema.get("enum")
    return "|".join(map(str, choices)) if isinstance(choices, list) else str(schema.get("type", "any"))


def _wrapped(text: str, indent: str = "") -> str:
    return fill(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")
