"""How long a tool call and its grading take when a conversation has had sixty of them.

Each play is one conversation of sixty calls: the solutions of the catalogue's scenarios after fifty or so calls that go
astray, and scenarios made to be hard (steps that want the same calls, in an order, with bound names; results that are
taken back).

Times are processor time: nothing here waits, so that it is what passes on an idle core, whatever else the machine does.

Example: make bench NAME=verifier
"""

import gc
import sys
from collections.abc import Iterator
from time import process_time
from typing import Any

import numpy as np

from benchmarks._figures import machine, print_figures, print_table, spread
from scenarios.loading import load_catalog
from scenarios.run import ScenarioRun
from scenarios.scenario import ToolCalling

N_CALLS = 60
N_TIMED = 10  # the last calls of a conversation: the log is longest then
N_PLAYS = 30
LIMIT_MS = 5.0

Call = tuple[str, dict[str, Any]]


def main() -> None:
    """Play, print the table and the figures; exit 1 where a median is over the limit."""
    rng = np.random.default_rng(1)
    rows: list[tuple[str, ...]] = []
    figures: dict[str, object] = {}
    slow = []
    for name, scenario, calls in plays():
        times = [time for _ in range(N_PLAYS) for time in times_ms(scenario, calls)]
        found = spread(times, rng)
        median = f"{found.median:.2f} [{found.median_low:.2f}, {found.median_high:.2f}]"
        p95 = f"{found.p95:.2f} [{found.p95_low:.2f}, {found.p95_high:.2f}]"
        rows.append((name, str(len(scenario.steps)), str(found.n), median, p95))
        figures[name] = found
        slow += [name] if found.median >= LIMIT_MS else []
    print_table(("play", "steps", "n", "ms per call: median", "p95"), rows)
    print_figures({"machine": machine(), "calls": N_CALLS, "limit_ms": LIMIT_MS, "per_call_ms": figures})
    if slow:
        sys.exit(f"over {LIMIT_MS} ms: {', '.join(slow)}")


def times_ms(scenario: ToolCalling, calls: list[Call]) -> list[float]:
    """One play: the processor milliseconds that each of the last calls took, tool and verifier together."""
    run, times = ScenarioRun(scenario), []
    gc.collect()
    for tool, arguments in calls:
        started = process_time()
        run.call(tool, arguments)
        times.append(1000 * (process_time() - started))
    return times[-N_TIMED:]


def plays() -> Iterator[tuple[str, ToolCalling, list[Call]]]:
    """Conversations of sixty calls by name."""
    tool_scenarios = [scenario for scenario in load_catalog().values() if isinstance(scenario, ToolCalling)]
    for scenario in tool_scenarios:
        right: list[Call] = [(call.tool, dict(call.args)) for call in scenario.reference[0]]
        astray = [call for call in right if _stays_legal(scenario, call)]
        yield scenario.id, scenario, [*(astray * N_CALLS)[: N_CALLS - len(right)], *right]
    calendar = next(scenario for scenario in tool_scenarios if scenario.domain == "calendar")
    for name, steps, calls in _hard_ones():
        yield name, calendar.model_copy(update={"steps": _steps(calendar, steps), "forbidden": ()}), calls


def _stays_legal(scenario: ToolCalling, call: Call) -> bool:
    run = ScenarioRun(scenario)
    return all(run.call(*call).ok for _ in range(2))


def _hard_ones() -> Iterator[tuple[str, list[dict[str, Any]], list[Call]]]:
    look: Call = ("calendar.list_entries", {"day": "Thursday"})
    search: Call = ("calendar.find_entries", {"words": "dentist"})
    both = [{"tool": look[0]}, {"tool": search[0]}]
    ten = range(10)
    chain = [_step(n, [{"tool": look[0]}], after=[f"s{n - 1}"] if n else []) for n in ten]
    yield "ten alike in a chain", chain, [look] * N_CALLS
    missing = [{"tool": "calendar.cancel_entry"}]
    yield "a chain that never ends", [*chain[:9], _step(9, missing, after=["s8"])], [look] * N_CALLS
    few: list[Call] = [
        *[("calendar.list_entries", {"day": f"2026-06-{n + 10}"}) for n in range(4)],
        *[("calendar.find_free_times", {"day": "Friday", "minutes": 30})] * 56,
    ]
    yield "ten that share four calls", [_step(n, both) for n in ten], few
    counted = [_step(n, both, times=3, after=[f"s{n - 1}"] if n % 2 else []) for n in range(4)]
    days: list[Call] = [("calendar.list_entries", {"day": f"2026-07-{n % 30 + 1:02}"}) for n in range(N_CALLS)]
    yield "four counted ones", counted, days
    add = {"tool": "calendar.add_entry", "bind": {"mine": "result.added.id"}}
    move = {"tool": "calendar.move_entry", "result": {"moved.id": {"kind": "ref", "name": "mine"}}}
    again = [_step(n, [move], after=[f"s{n - 1}"]) for n in range(1, 4)]
    added: list[Call] = [
        ("calendar.add_entry", {"title": f"Entry {n}", "day": "Friday", "start": "09:00"}) for n in range(30)
    ]
    moved: list[Call] = [
        ("calendar.move_entry", {"entry": f"entry-{n + 6}", "day": "Friday", "start": "10:00"}) for n in range(30)
    ]
    yield "a name bound thirty ways", [_step(0, [add]), *again], [*added, *moved]
    there_and_back: list[Call] = [
        call for n in range(30) for call in (added[n], ("calendar.cancel_entry", {"entry": f"entry-{n + 6}"}))
    ]
    yield "thirty made and taken back", [_step(0, [{"tool": "calendar.add_entry"}], times=5)], there_and_back


def _step(number: int, any_of: list[dict[str, Any]], **rest: Any) -> dict[str, Any]:
    return {"id": f"s{number}", "label": f"Step {number}", "any_of": any_of, **rest}


def _steps(scenario: ToolCalling, steps: list[dict[str, Any]]) -> Any:
    return ToolCalling.model_validate({**scenario.document, "steps": steps}).steps


if __name__ == "__main__":
    main()
