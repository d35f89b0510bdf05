"""Calls that try a step and miss it: a message to the right person in the wrong words can be mended by a right one."""

from collections.abc import Mapping, Sequence

from scenarios.paths import Path
from scenarios.rules import Step
from scenarios.verifier.matching import Context
from scenarios.verifier.steps import CallRecord, call_fits


class Attempts:
    """The calls that changed something as a step's ``attempts`` describe it, and those that took such a change back."""

    def __init__(self, steps: Sequence[Step]) -> None:
        """Start with no calls."""
        self._steps = [step for step in steps if step.attempts]
        self._tried: dict[int, list[str]] = {}
        self._made: set[Path] = set()
        self._taking_back: set[int] = set()

    def see(self, record: CallRecord, context: Context) -> None:
        """Take in a call; whatever a bound name is, it may be tried."""
        if not self._steps or not record.changed:
            return
        anyhow = Context(context.now, any_ref=True)
        tried = [step.id for step in self._steps if any(call_fits(p, record, anyhow) for p in step.attempts)]
        if tried:
            self._tried[record.index] = tried
            self._made.update(record.changed)
        elif self._made.issuperset(record.changed):
            self._taking_back.add(record.index)

    def allow(self, call: int, done_at: Mapping[str, int]) -> bool:
        """Whether a call is no fault; ``done_at`` holds the call that completed each step that is done.

        Who has done a step and then writes something else has gone outside the task.
        """
        return call in self._taking_back or any(
            step_id not in done_at or call < done_at[step_id] for step_id in self._tried.get(call, ())
        )
