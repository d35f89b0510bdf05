"""What the verifier makes of a value as it was heard, and what exact matching would have made of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from benchmarks._matchers_hearing import Voice
from benchmarks._matchers_sentences import Said
from scenarios.canonical import canonical_json
from scenarios.forms.quantities import read_number
from scenarios.forms.words import canonical, says, squeezed
from scenarios.reference import outcomes
from scenarios.rules import Name, ReferenceCall
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling
from scenarios.verifier.matching import Context, fits

Verdict = Literal["accepted", "named", "refused", "wrong"]
# named and refused: a tool would not have the value, and told or did not tell the true one among those that there are
STRANGER = "a name of another world"
NONSENSE = "purple elephant umbrella"


@dataclass(frozen=True, slots=True)
class Trial:
    """A value spoken once. ``verdict`` is on what was heard, ``written`` on the value as it stands on paper."""

    kind: str
    scenario: str
    voice: Voice
    true: str
    spoken: str
    how: str
    heard: str
    verdict: Verdict
    written: Verdict
    exact: bool
    normalised: bool

    @property
    def is_rival(self) -> bool:
        """Whether something else than the true value was spoken."""
        return bool(self.how)


class Grader:
    """Grades values of one scenario by playing its solutions with them."""

    def __init__(self, scenario: ToolCalling) -> None:
        """Verdicts are remembered: many sentences are heard alike."""
        self._scenario = scenario
        self._known: dict[tuple[int, str, str], Verdict] = {}
        self._right = {
            (call.tool, canonical_json(outcome.result))
            for calls in scenario.reference
            for call, _, outcome in outcomes(ScenarioRun(scenario), calls)
        }

    def counts(self, said: Said) -> bool:
        """Whether a value is a trial: nonsense in its place is not accepted, and a rival is no other right answer."""
        if said.how and self._gives_right_results(said):
            return False
        return self.verdict(said, NONSENSE if said.kind != "number" else "ninety-nine") != "accepted"

    def _gives_right_results(self, said: Said) -> bool:
        """Whether every call with the rival gives what a call of some solution gives, as where both days are asked."""
        value = passed_on(said, said.spoken)
        played = outcomes(ScenarioRun(self._scenario), self._calls(said, value))
        found = [(call, outcome) for call, _, outcome in played if call.args.get(said.argument) == value]
        return all((call.tool, canonical_json(outcome.result)) in self._right for call, outcome in found)

    def verdict(self, said: Said, heard: str) -> Verdict:
        """What becomes of the solution with what was heard wherever it uses the value."""
        key = (said.solution, said.argument + repr(said.value), heard)
        if key not in self._known:
            self._known[key] = self._play(said, passed_on(said, heard))
        return self._known[key]

    def _play(self, said: Said, value: Any) -> Verdict:
        run = ScenarioRun(self._scenario)
        errors = [
            outcome.error or ""
            for call, _, outcome in outcomes(run, self._calls(said, value))
            if not outcome.ok and call.args.get(said.argument) == value
        ]
        verification = run.verification
        assert verification is not None
        if verification.success:
            return "accepted"
        if not errors:
            return "wrong"
        return "named" if any(_names(error, said.true) for error in errors) else "refused"

    def _calls(self, said: Said, value: Any) -> list[ReferenceCall]:
        """The solution with a value wherever it uses the true one."""
        wanted = list(said.value) if isinstance(said.value, tuple) else said.value
        return [
            call.model_copy(update={"args": {**call.args, said.argument: value}})
            if call.args.get(said.argument) == wanted
            else call
            for call in self._scenario.reference[said.solution]
        ]


def passed_on(said: Said, heard: str) -> Any:
    """What somebody passes to the tool who takes down literally what was heard, in the type that the tool wants."""
    match said.kind:
        case "number":
            number = read_number(heard)
            return heard if number is None else int(number) if number.is_integer() else number
        case "choice":
            return canonical(heard)
        case "items":
            return [item for part in re.split(r",|\band\b", heard.casefold()) if (item := canonical(part))]
        case _:
            return heard


def trial_of(said: Said, *, voice: Voice, heard: str, grader: Grader) -> Trial:
    """Grade what was heard of a value."""
    return Trial(
        kind=said.kind,
        scenario=said.scenario,
        voice=voice,
        true=said.true,
        spoken=said.spoken,
        how=said.how,
        heard=heard,
        verdict=grader.verdict(said, heard),
        written=grader.verdict(said, said.spoken),
        exact=heard == said.true,
        normalised=canonical(heard) == canonical(said.true),
    )


def name_verdict(matcher: Name) -> Callable[[str], Verdict]:
    """What a name matcher says of a spelling."""
    context = Context(datetime.fromisoformat("2026-01-05T09:00:00+00:00"))
    return lambda heard: "accepted" if fits(matcher, heard, context) else "wrong"


def name_trial(
    name: str, pool: Sequence[str], *, scenario: str, voice: Voice, spoken: str, how: str, heard: str
) -> Trial:
    """Grade what was heard of a name by a name matcher with all other names of the world as rivals."""
    verdict = name_verdict(Name(kind="name", value=name, rivals=tuple(other for other in pool if other != name)))
    return Trial(
        kind="stranger" if how == STRANGER else "name matcher",
        scenario=scenario,
        voice=voice,
        true=name,
        spoken=spoken,
        how=how,
        heard=heard,
        verdict=verdict(heard),
        written=verdict(spoken),
        exact=heard == name,
        normalised=canonical(heard) == canonical(name),
    )


def _names(error: str, true: str) -> bool:
    """Whether a refusal holds the true value, apart from where it repeats what was passed."""
    _, _, valid = error.partition(";")
    return says(valid, re.sub(r"^(?:the|my|our) ", "", true)) or squeezed(true) in squeezed(valid)
