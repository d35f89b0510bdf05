"""A scenario played by hand: one command a line, answered with the result, the changes and the steps."""

import json
import shlex
from collections.abc import Iterable
from typing import Any, ClassVar

from scenarios.events import Verification
from scenarios.paths import changes, select, write_path
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling
from scenarios.worlds.base import Outcome

MARKS = {"open": "[ ]", "done": "[x]", "lost": "[!]"}


class Player:
    """Takes the commands of one play. ``as_json`` answers every call with one JSON object a line."""

    HELP: ClassVar[str] = (
        "A call: tool key=value ...   (values are JSON or plain text; quote what has spaces)\n"
        "steps · state · tools · reset · help · quit"
    )

    def __init__(self, scenario: ToolCalling, *, as_json: bool) -> None:
        """Start at the initial state."""
        self.scenario = scenario
        self.as_json = as_json
        self.run = ScenarioRun(scenario)

    def do(self, line: str) -> str:
        """The answer to one line; blank lines and comments have none."""
        try:
            words = shlex.split(line, comments=True)
        except ValueError as fault:
            return self._told(f"cannot read this line: {fault}")
        if not words:
            return ""
        commands = {"steps": self._steps, "state": self._state, "tools": self._tools, "reset": self._reset}
        if len(words) == 1 and words[0] in commands:
            return commands[words[0]]()
        if words[0] == "help":
            return self.HELP
        arguments = {name: _value(value) for name, _, value in (word.partition("=") for word in words[1:])}
        wrong = next((word for word in words[1:] if "=" not in word), None)
        if wrong is not None:
            return self._told(f"{wrong!r} is no key=value; quote values that hold spaces")
        return self._call(words[0], arguments)

    def _call(self, name: str, arguments: dict[str, Any]) -> str:
        before = self.run.state
        outcome = self.run.call(self._full_name(name), arguments)
        after = self.run.state
        verification = self.run.verification
        assert verification is not None
        changed = [(write_path(path), _at(before, path), _at(after, path)) for path in changes(before, after)]
        if self.as_json:
            return json.dumps(
                {
                    "ok": outcome.ok,
                    "result": outcome.result,
                    "error": outcome.error,
                    "changes": [{"path": path, "before": old, "after": new} for path, old, new in changed],
                    "verification": verification.model_dump(mode="json"),
                }
            )
        return "\n".join(_told_call(outcome, changed, verification))

    def _full_name(self, name: str) -> str:
        """A tool may be called by its bare name where only one world has it."""
        found = [tool_id for tool_id in self.scenario.tools if tool_id.partition(".")[2] == name]
        return found[0] if len(found) == 1 else name

    def _steps(self) -> str:
        verification = self.run.verification
        assert verification is not None
        if self.as_json:
            return verification.model_dump_json()
        return "\n".join([*_steps(verification), *(f"  {finding}" for finding in self.run.findings())])

    def _state(self) -> str:
        return json.dumps(self.run.state, indent=None if self.as_json else 2, ensure_ascii=False)

    def _tools(self) -> str:
        names = [tool.name for tool in self.scenario.tool_specs()]
        return json.dumps(names) if self.as_json else "\n".join(names)

    def _reset(self) -> str:
        self.run = ScenarioRun(self.scenario)
        return self._told("back at the start")

    def _told(self, message: str) -> str:
        return json.dumps({"message": message}) if self.as_json else message


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _at(state: Any, path: tuple[str, ...]) -> Any:
    return next((value for _, value in select(state, path)), None)


def _told_call(outcome: Outcome, changed: Iterable[tuple[str, Any, Any]], verification: Verification) -> list[str]:
    if not outcome.ok:
        return [f"refused: {outcome.error}"]
    lines = [json.dumps(outcome.result, indent=2, ensure_ascii=False)]
    lines += [f"  {path}: {json.dumps(old)} -> {json.dumps(new)}" for path, old, new in changed]
    return [*lines, *_steps(verification)]


def _steps(verification: Verification) -> list[str]:
    lines = [
        f"{MARKS[step.status]} {step.label}" + (f" ({step.done} of {step.of})" if step.of > 1 else "")
        for step in verification.steps
    ]
    lines += [
        f"{'!!' if found.severity == 'fail' else '--'} {found.label} ({found.call_id})"
        for found in verification.violations
    ]
    success = "success" if verification.success else "no success yet"
    return [
        *lines,
        f"{verification.progress:.0%}, {success}, final state {'right' if verification.state_ok else 'not right yet'}",
    ]
