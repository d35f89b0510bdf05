"""From a model's draft to a scenario of the catalogue's format, or to what has to change first."""

import re
from collections.abc import Iterator

from scenarios.canonical import sha256_of
from scenarios.generate.drafts import Draft
from scenarios.generate.form import unfit
from scenarios.generate.records import Record
from scenarios.loading import ScenarioError, parse_scenario
from scenarios.scenario import GoalOriented

NOTE = "The goals are there to keep the conversation going. You decide how long you stay with each of them."
BREVITY = "Keep your answers short enough for a conversation."
COPIED_WORDS = 8  # in a row: more than chance

_WORD = re.compile(r"[a-z0-9']+")


class DraftError(ValueError):
    """A draft that is no good scenario; the message can be given back to the model."""


def scenario_id_of(record: Record) -> str:
    """The id of the scenario that a record gives, whatever run makes it."""
    return f"goal-r{sha256_of(record.id)[:10]}"


def scenario_of(draft: Draft, record: Record) -> GoalOriented:
    """The scenario of a draft. Raises DraftError."""
    document = {
        "schema_version": 1,
        "id": scenario_id_of(record),
        "category": "goal_oriented",
        "topic": draft.topic,
        "title": _line(draft.title).rstrip("."),
        "card": {
            "goal": _line(draft.goal),
            "situation": _line(draft.situation),
            "goals": [_line(goal) for goal in draft.goals],
            "note": NOTE,
        },
        "assistant_prompt": f"{_line(draft.assistant_prompt)} {BREVITY}",
    }
    try:
        scenario = parse_scenario(document)
    except ScenarioError as error:
        raise DraftError("; ".join(f"{fault.path}: {fault.message}" for fault in error.faults)) from error
    assert isinstance(scenario, GoalOriented)
    faults = [*unfit(scenario.card), *_copied(scenario, record)]
    if faults:
        raise DraftError("; ".join(faults))
    return scenario


def _copied(scenario: GoalOriented, record: Record) -> Iterator[str]:
    theirs = {run for said in record.said for run in _runs(said.content)}
    card = scenario.card
    for part in (card.goal or "", card.situation or "", *card.goals, scenario.assistant_prompt):
        found = next((run for run in _runs(part) if run in theirs), None)
        if found is not None:
            yield f"{' '.join(found)!r} is copied from the record; say it in other words"


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return (tuple(words[start : start + COPIED_WORDS]) for start in range(len(words) - COPIED_WORDS + 1))


def _line(text: str) -> str:
    return " ".join(text.split())
