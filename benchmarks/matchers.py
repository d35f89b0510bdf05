"""How the verifier's matchers do on real speech: what is said for each scenario, spoken, recognised and graded.

Two offline voices speak the values that the catalogue's solutions are made of, and rivals that mean something else;
the recogniser of the rehearsal model hears them. What was heard takes the value's place in the solution, and the whole
run is graded. docs/verifier.md tells what the figures mean.

Example: make bench NAME=matchers            (ARGS=--again to speak and hear everything anew)
"""

import sys
from collections.abc import Iterator, Sequence
from time import perf_counter

from benchmarks._figures import machine, print_figures, print_table
from benchmarks._matchers_grading import STRANGER, Grader, Trial, name_trial, trial_of
from benchmarks._matchers_hearing import VOICES, Heard, hear_all, value_in
from benchmarks._matchers_rivals import names_of, nearest, rivals_of
from benchmarks._matchers_sentences import CARRIERS, Said, said_in, sentence
from benchmarks._matchers_tally import Tally, failures, tallies
from scenarios.loading import load_catalog
from scenarios.scenario import ToolCalling

NAME_CARRIER = "The one that I mean is called"


def main() -> None:
    """Speak, hear, grade; print the tables and the figures."""
    started = perf_counter()
    scenarios = [scenario for scenario in load_catalog().values() if isinstance(scenario, ToolCalling)]
    graders = {scenario.id: Grader(scenario) for scenario in scenarios}
    said = [one for one in all_said(scenarios) if graders[one.scenario].counts(one)]
    heard = hear_all(
        [*(one.sentence for one in said), *(sentence(NAME_CARRIER, name) for name in _names(scenarios))],
        again="--again" in sys.argv[1:],
    )
    trials = [
        trial_of(
            one,
            voice=voice,
            heard=value_in(heard[voice, one.sentence], CARRIERS[one.argument][1]),
            grader=graders[one.scenario],
        )
        for one in said
        for voice in VOICES
    ]
    trials += name_trials(scenarios, heard)
    rejects, accepts = (tallies(trials, rivals=rivals) for rivals in (False, True))
    for title, rows in (("true values not accepted", rejects), ("rivals accepted", accepts)):
        print(f"\n{title}")
        print_table(Tally.head, [row.cells for row in rows])
    for title, examples in failures(trials).items():
        print(f"\n{title}")
        print_table(("scenario", "voice", "true", "said", "heard", "graded"), examples)
    print_figures(
        {
            "machine": machine(),
            "sentences": len(heard),
            "seconds": round(perf_counter() - started),
            "false_rejects": rejects,
            "false_accepts": accepts,
        }
    )


def all_said(scenarios: Sequence[ToolCalling]) -> Iterator[Said]:
    """Every true value, each followed by its rivals."""
    true = {scenario.id: list(said_in(scenario)) for scenario in scenarios}
    elsewhere: dict[str, list[str]] = {}
    for one in (one for values in true.values() for one in values):
        elsewhere.setdefault(one.argument, []).append(one.true)
    for scenario in scenarios:
        for one in true[scenario.id]:
            yield one
            yield from rivals_of(one, scenario, list(dict.fromkeys(elsewhere[one.argument])))


def name_trials(scenarios: Sequence[ToolCalling], heard: Heard) -> Iterator[Trial]:
    """Every name of every world: itself, the names most like it there, and the one most like it of all other worlds."""
    for scenario in scenarios:
        pool = names_of(scenario)
        strangers = [name for name in _names(scenarios) if name not in pool]
        for name in pool:
            spoken = [(name, ""), *((rival, "another name") for rival in nearest(name, pool))]
            spoken += [(stranger, STRANGER) for stranger in nearest(name, strangers, 1)]
            for other, how in spoken:
                for voice in VOICES:
                    found = value_in(heard[voice, sentence(NAME_CARRIER, other)], NAME_CARRIER)
                    yield name_trial(name, pool, scenario=scenario.id, voice=voice, spoken=other, how=how, heard=found)


def _names(scenarios: Sequence[ToolCalling]) -> list[str]:
    return list(dict.fromkeys(name for scenario in scenarios for name in names_of(scenario)))


if __name__ == "__main__":
    main()
