"""The verifier of one scenario: fed call by call, it always knows how far the goal is reached.

What it says after n calls depends on the scenario and those n calls alone, so a live panel, a later re-grading and a
conversation carried on after a crash all agree.
"""

import json
from collections.abc import Iterator
from typing import Any

from scenarios.canonical import copy_json
from scenarios.events import StepStatus, Verification, Violation
from scenarios.paths import Path, changes, covers, parse_path, write_path
from scenarios.rules import Forbid, Step
from scenarios.scenario import ToolCalling
from scenarios.verifier.assignment import Assignment, Bound, assign
from scenarios.verifier.attempts import Attempts
from scenarios.verifier.corrections import Additions, Reversals, redone
from scenarios.verifier.matching import Context
from scenarios.verifier.predicates import all_hold, claims, is_about
from scenarios.verifier.steps import CallRecord, call_fits, step_finders
from scenarios.verifier.undoing import Undoing
from scenarios.worlds.base import Outcome, Tool
from scenarios.worlds.together import Worlds

VERSION = "5"  # of the grading rules: stored with what they decided
OUTSIDE = ("outside_task", "Something outside the task was changed")
UNWANTED = (OUTSIDE[0], "Something that nothing asks for was added and taken away again")


class Verifier:
    """Grades one conversation, whose worlds are given to it in their initial state."""

    def __init__(self, scenario: ToolCalling, worlds: Worlds) -> None:
        """Start with no calls."""
        self._scenario = scenario
        self._initial = copy_json(worlds.state)
        self._text = json.dumps(self._initial)
        self._stray: list[Path] = []
        self._tools = worlds.tools
        self._ignored = [parse_path(path) for path in worlds.bookkeeping]
        self._free = [parse_path(path) for path in scenario.frame.free]
        self._may_change = [*self._free, *(parse_path(path) for path in scenario.frame.may_change)]
        self._now = scenario.starts_at
        self._finders = step_finders(scenario.steps)
        self._undoing = Undoing()
        self._voids: list[set[int]] = []
        self._attempts = Attempts(scenario.steps)
        self._additions = Additions(scenario.steps, self._free, self._initial)
        self._reversals = Reversals()
        self._redone: set[int] = set()
        self._records: list[CallRecord] = []
        self._flagged: dict[str, Violation] = {}
        self._once_done: set[str] = set()
        self._true_states: set[str] = set()
        self._final = False
        self._seen: tuple[str, Bound] | None = None
        self._assignment = Assignment()
        self._state = self._initial
        self._verification = self._verify()

    @property
    def verification(self) -> Verification:
        """How far the goal is reached now."""
        return self._verification

    def see(self, call_id: str, tool_id: str, arguments: Any, *, outcome: Outcome, state: Any) -> None:
        """Take in a call of an offered tool; ``state`` is that of all worlds after it, and is not changed later."""
        ok = outcome.ok
        before, self._state = self._state, state
        text, self._text = self._text, json.dumps(state)
        moved = self._text != text  # most calls only look
        changed = tuple(self._real_changes(before, state)) if ok and moved else ()
        if moved:
            self._stray = self._stray_changes()
        record = CallRecord(
            index=len(self._records),
            call_id=call_id,
            tool=tool_id,
            arguments=_with_defaults(self._tools[tool_id], arguments),
            ok=ok,
            result=outcome.result,
            changed=changed,
            within_task=all(self._is_within_task(path, before, state) for path in changed),
        )
        self._records.append(record)
        self._flag_forbidden(record)
        if ok:
            for finder in self._finders:
                finder.see(record, Context(self._now), self._true_states)
        self._attempts.see(record, Context(self._now))
        if changed:
            away = {} if record.within_task else self._away(record, before, state)
            self._reversals.see(record, away, before=before, after=state)
            self._additions.see(record, state, Context(self._now))
            self._undoing.look(record.index, state)
        if any(record.index in finder.calls for finder in self._finders):
            self._undoing.watch(record, before=before, after=state)
        self._verification = self._verify()

    def findings(self) -> list[str]:
        """For researchers, in words: what is wrong in the state, and which calls changed what outside the task."""
        here = self._here()
        wrong = [
            f"final state: {predicate.path} is not as it should be"
            for predicate in self._scenario.final_state
            if not all_hold([predicate], self._state, here)
        ]
        wrong += [f"frame: {write_path(path)} should be as it was" for path in self._stray]
        for call in sorted({call for void in self._voids for call in void}):
            undone, undoing = self._records[call], self._records[self._undoing.taken_back[call]]
            wrong.append(f"taken back: {undone.call_id} {undone.tool} by {undoing.call_id} {undoing.tool}")
        for record in filter(self._is_outside, self._records):
            paths = ", ".join(map(write_path, record.changed))
            wrong.append(f"outside the task: {record.call_id} {record.tool} changed {paths}")
        for added, removed in self._additions.gone.items():
            one, other = self._records[added], self._records[removed]
            paths = ", ".join(map(write_path, one.changed))
            wrong.append(f"nothing asks for it: {one.call_id} {one.tool} added {paths}, {other.call_id} took it away")
        return wrong

    def _verify(self) -> Verification:
        here = Context(self._now)
        self._voids = [self._undoing.void_for(finder, self._finders) for finder in self._finders]
        rules = zip(self._finders, self._voids, strict=True)
        self._assignment = assign([finder.rule(self._state, here, void=void) for finder, void in rules])
        self._look_at_state()
        if turns := self._undoing.turns:
            self._redone = redone(self._finders, self._done_at(), turns, lambda call: self._records[call].changed)
        steps = tuple(self._status(step) for step in self._scenario.steps)
        self._once_done.update(step.id for step in steps if step.status == "done")
        total = sum(step.weight for step in self._scenario.steps)
        earned = sum(
            step.weight * status.done / status.of for step, status in zip(self._scenario.steps, steps, strict=True)
        )
        violations = (*self._flagged.values(), *self._strays())
        state_ok = self._final and not self._stray
        all_done = all(status.status == "done" for status in steps)
        failed = any(violation.severity == "fail" for violation in violations)
        return Verification(
            progress=1.0 if all_done else min(1.0, earned / total),
            success=all_done and state_ok and not failed,
            state_ok=state_ok,
            steps=steps,
            violations=violations,
            verifier=VERSION,
        )

    def _look_at_state(self) -> None:
        """See which predicates are true, where the state or a bound name is another than when they were last seen."""
        seen = self._text, self._assignment.bound
        if seen == self._seen:
            return
        self._seen, here = seen, self._here()
        states = (step for step in self._scenario.steps if step.state)
        self._true_states = {step.id for step in states if all_hold(step.state, self._state, here)}
        self._final = all_hold(self._scenario.final_state, self._state, here)

    def _status(self, step: Step) -> StepStatus:
        finder = next((finder for finder in self._finders if finder.step.id == step.id), None)
        if finder is None:
            done = int(step.id in self._true_states)
        else:
            choice = self._assignment.choices[finder.place]
            done = len(choice.calls) if choice.held else min(len(choice.calls), step.times - 1)
        status = "done" if done == step.times else "lost" if step.id in self._once_done else "open"
        return StepStatus(id=step.id, label=step.label, status=status, done=done, of=step.times)

    def _flag_forbidden(self, record: CallRecord) -> None:
        done = {status.id for status in self._verification.steps if status.status == "done"}
        for rule in self._scenario.forbidden:
            if rule.unless_done and done.issuperset(rule.unless_done):
                continue
            if self._is_breach(rule, record):
                severity = rule.severity if record.ok else "note"
                found = Violation(id=rule.id, label=rule.label, severity=severity, call_id=record.call_id)
                self._flagged.setdefault(f"{rule.id} {severity}", found)

    def _is_breach(self, rule: Forbid, record: CallRecord) -> bool:
        here = self._here()
        if any(call_fits(pattern, record, here) for pattern in rule.calls):
            return True
        return bool(rule.state) and record.ok and all_hold(rule.state, self._state, here)

    def _strays(self) -> Iterator[Violation]:
        """The changes outside the task that are still faults, in the order of their calls."""
        for record in self._records:
            reason = OUTSIDE if self._is_outside(record) else UNWANTED
            if reason is OUTSIDE or (record.index in self._additions.gone and not self._is_flagged(record)):
                yield Violation(id=reason[0], label=reason[1], severity="fail", call_id=record.call_id)

    def _is_flagged(self, record: CallRecord) -> bool:
        return any(found.call_id == record.call_id and found.severity == "fail" for found in self._flagged.values())

    def _is_outside(self, record: CallRecord) -> bool:
        """Whether a call changed something that no step claims and the frame does not allow."""
        if not record.changed or record.within_task or record.index in self._assignment.claimed:
            return False
        if self._is_flagged(record) or self._attempts.allow(record.index, self._done_at()):
            return False
        if record.index in self._redone or self._reversals.allow(record.index, self._true_states):
            return False
        return record.tool not in self._scenario.frame.allow_extra_calls

    def _done_at(self) -> dict[str, int]:
        """For each step with calls that is done, the last call that counts for it."""
        choices = ((finder.step, self._assignment.choices[finder.place]) for finder in self._finders)
        return {
            step.id: choice.calls[-1] for step, choice in choices if choice.held and len(choice.calls) == step.times
        }

    def _away(self, record: CallRecord, before: Any, after: Any) -> dict[Path, set[str]]:
        """Where a call led away from state steps, and from which; where it did anything else, from none."""
        here = self._here()
        return {
            path: {
                step.id
                for step in self._scenario.steps
                for predicate in step.state
                if is_about(predicate, path, before=before, after=after, context=here)
            }
            for path in record.changed
            if not self._is_within_task(path, before, after)
        }

    def _is_within_task(self, path: Path, before: Any, after: Any) -> bool:
        if any(covers(pattern, path, self._initial) for pattern in self._free):
            return True
        here = self._here()
        return any(
            claims(predicate, path, before=before, after=after, context=here)
            for step in self._scenario.steps
            for predicate in step.state
        )

    def _stray_changes(self) -> list[Path]:
        """Where the state differs from the initial one although the frame does not allow it."""
        return [
            path
            for path in self._real_changes(self._initial, self._state)
            if not any(covers(pattern, path, self._initial) for pattern in self._may_change)
        ]

    def _real_changes(self, before: Any, after: Any) -> list[Path]:
        return [
            path for path in changes(before, after) if not any(covers(pattern, path, {}) for pattern in self._ignored)
        ]

    def _here(self) -> Context:
        return Context(self._now, self._assignment.bound)


def _with_defaults(tool: Tool, arguments: Any) -> dict[str, Any]:
    """Arguments with the schema's defaults for those left out or null; a call that was no object has none."""
    properties = tool.parameters.get("properties", {})
    given = arguments if isinstance(arguments, dict) else {}
    defaults = {name: schema["default"] for name, schema in properties.items() if "default" in schema}
    return defaults | {name: value for name, value in given.items() if value is not None}
