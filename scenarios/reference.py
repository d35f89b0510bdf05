"""Playing a scenario's known solutions: what proofs, tests and benchmarks measure the verifier with."""

from collections.abc import Iterator, Sequence
from typing import Any

from scenarios.rules import ReferenceCall
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling
from scenarios.verifier.matching import MISSING
from scenarios.verifier.predicates import value_at
from scenarios.worlds.base import Outcome
from scenarios.worlds.together import Worlds


def play(scenario: ToolCalling, calls: Sequence[ReferenceCall]) -> ScenarioRun:
    """Run calls from the initial state, failed ones included."""
    run = ScenarioRun(scenario)
    for _ in outcomes(run, calls):
        pass
    return run


Played = tuple[ReferenceCall, dict[str, Any], Outcome]


def outcomes(run: ScenarioRun | Worlds, calls: Sequence[ReferenceCall]) -> Iterator[Played]:
    """Run calls one by one: each with its arguments as passed, bound values put in, and its outcome."""
    bound: dict[str, Any] = {}
    for call in calls:
        arguments = dict(call.args) | {argument: bound.get(name) for argument, name in call.refs.items()}
        outcome = run.call(call.tool, arguments)
        source = {"args": arguments, "result": outcome.result}
        for name, path in call.bind.items():
            found = value_at(source, path)
            bound[name] = None if found is MISSING else found
        yield call, arguments, outcome
