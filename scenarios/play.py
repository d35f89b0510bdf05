"""A scenario played by hand: one command a line, answered with the result, the changes and the steps."""

import json
import shlex
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, ClassVar

from scenarios.events import Verification
from scenarios.paths import changes, select, write_path
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling
from scenarios.typed import arguments_help, read_arguments
from scenarios.worlds.base import Outcome, Tool

HELP, QUIT = ("help", "?"), ("quit", "exit", "q")
MARKS = {"open": "[ ]", "done": "[x]", "lost": "[!]"}


class Player:
    """Takes the commands of one play. ``as_json`` answers every call with one JSON object a line.

    ``failed`` tells whether any line was not understood, or any call refused; ``ended`` whether `quit` was said.
    """

    HELP: ClassVar[str] = (
        "A call: tool key=value ...   (values are JSON or plain text; quote what has spaces)\n"
        "help TOOL (its arguments) · tools · steps · state · undo (the last call) · reset · help · quit"
    )

    def __init__(self, scenario: ToolCalling, *, as_json: bool) -> None:
        """Start at the initial state."""
        self.scenario = scenario
        self.as_json = as_json
        self.run = ScenarioRun(scenario)
        self.failed = self.ended = False
        self._calls: list[tuple[str, dict[str, Any], bool]] = []  # with whether it was refused
        self._tools_by_name: dict[str, Tool] = dict(scenario.new_worlds().tools)

    def do(self, line: str) -> str:
        """The answer to one line; blank lines and comments have none."""
        try:
            words = shlex.split(line, comments=True)
        except ValueError as fault:
            return self._wrong(f"cannot read this line: {fault}")
        if not words:
            return ""
        commands = {
            "steps": self._steps,
            "state": self._state,
            "tools": self._tools,
            "undo": self._undo,
            "reset": self._reset,
            **dict.fromkeys(QUIT, self._quit),
        }
        command = words[0].lower()
        if command in commands:
            return commands[command]() if len(words) == 1 else self._wrong(f"{command} stands alone")
        if command in HELP:
            about_tool = len(words) > 1 and words[1].lower() not in (*commands, *HELP)
            return self._help(words[1]) if about_tool else self._told(self.HELP)
        return self._call(words[0], words[1:])

    def _call(self, said: str, words: list[str]) -> str:
        name = self._full_name(said)
        tool = self._tools_by_name.get(name)
        try:
            arguments = read_arguments(words, tool.parameters if tool else {})
        except ValueError as fault:
            return self._wrong(f"{fault}; `help {said}` lists the arguments" if tool else self._unknown(said))
        before = self.run.state
        outcome = self.run.call(name, arguments) if tool else Outcome(ok=False, error=self._unknown(said))
        self.failed |= not outcome.ok
        self._calls.append((name, arguments, not outcome.ok))
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
        return found[0] if len(found) == 1 else self.run.tool_id(name) or name

    def _unknown(self, said: str) -> str:
        bare = {tool_id.partition(".")[2]: tool_id for tool_id in self.scenario.tools}
        near = get_close_matches(said.lower(), bare, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"tools: {', '.join(bare)}"
        return f"there is no tool {said!r}; {hint}"

    def _help(self, said: str) -> str:
        tool = self._tools_by_name.get(self._full_name(said))
        if tool is None:
            return self._wrong(self._unknown(said))
        return self._told(arguments_help(tool.name, tool.description, tool.parameters))

    def _steps(self) -> str:
        verification = self.run.verification
        assert verification is not None
        if self.as_json:
            return verification.model_dump_json()
        return "\n".join([*_steps(verification), *(f"  {finding}" for finding in self.run.findings())])

    def _state(self) -> str:
        return json.dumps(self.run.state, indent=None if self.as_json else 2, ensure_ascii=False)

    def _tools(self) -> str:
        specs = self.scenario.tool_specs()
        if self.as_json:
            return json.dumps([tool.name for tool in specs])
        width = max(len(tool.name) for tool in specs)
        return "\n".join(f"{tool.name:{width}}  {tool.description}" for tool in specs)

    def _undo(self) -> str:
        if not self._calls:
            return self._wrong("nothing to undo")
        *kept, (name, _, was_refused) = self._calls
        self._reset()
        for tool, arguments, _ in kept:
            self.run.call(tool, arguments)
        self._calls = kept
        told = f"{name}, which was refused, is undone" if was_refused else f"{name} is undone"
        return self._told(told if self.as_json else f"{told}\n{self._steps()}")

    def _reset(self) -> str:
        self.run = ScenarioRun(self.scenario)
        self._calls = []
        return self._told("back at the start")

    def _quit(self) -> str:
        self.ended = True
        return ""

    def _wrong(self, message: str) -> str:
        self.failed = True
        return self._told(message)

    def _told(self, message: str) -> str:
        return json.dumps({"message": message}) if self.as_json else message


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
    told = [f"{verification.progress:.0%}", "success" if verification.success else "no success yet"]
    if not verification.state_ok:
        told.append("final state not right yet")
    elif verification.progress == 1:  # before that, a state in which nothing is wrong says nothing
        told.append("final state right")
    return [*lines, ", ".join(told)]
