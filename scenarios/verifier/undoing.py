"""Which calls were taken back, and by which: what a step counts must still be so at the end."""

from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.verifier.effects import Effects, effects_of, texts_in
from scenarios.verifier.steps import CallRecord, StepFinder


class Undoing:
    """The calls that may count for a step, each with what it did, watched as the state changes."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._effects: dict[int, Effects] = {}
        self._by: dict[int, int] = {}
        self._known: dict[str, Effects] = {}
        self._turns: dict[int, list[int]] = {}

    @property
    def turns(self) -> Mapping[int, Sequence[int]]:
        """The calls whose result was ever gone, each with the calls that took it back or brought it again."""
        return self._turns

    @property
    def taken_back(self) -> Mapping[int, int]:
        """The calls whose result is gone now, each with the call that took it back."""
        return self._by

    def look(self, by: int, state: Any) -> None:
        """See what a call has left of the results of earlier ones; what was done again stands again."""
        for call, effects in self._effects.items():
            stands = effects.stand(state)
            if stands is (call in self._by):
                self._turns.setdefault(call, []).append(by)
            if stands:
                self._by.pop(call, None)
            else:
                self._by.setdefault(call, by)

    def watch(self, record: CallRecord, *, before: Any, after: Any) -> None:
        """Watch a call from now on. One that found done what it was to do stands and falls with the one that did it."""
        if record.changed:
            told = {*texts_in(record.arguments), *texts_in(record.result)}
            self._known[record.key] = effects_of(record.changed, before=before, after=after, told=told)
        if record.key in self._known:
            self._effects[record.index] = self._known[record.key]

    def void_for(self, finder: StepFinder, finders: Sequence[StepFinder]) -> set[int]:
        """The calls that do not count for a step, since they were taken back.

        A call that may itself count beside it takes nothing back: who asks for both wants both.
        """
        if not finder.step.lasting:
            return set()
        return {
            call
            for call, by in self._by.items()
            if call in finder.calls
            and not any(by in other.calls and (other is not finder or finder.step.times > 1) for other in finders)
        }
