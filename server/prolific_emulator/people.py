"""The pool of participants and the questions that they have answered."""

import random
from collections.abc import Iterable
from functools import cache
from typing import Any

from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.state import Person, State, Wanted

QUESTIONS: dict[str, tuple[str, ...] | tuple[int, int]] = {
    "Current country of residence": ("United Kingdom", "United States", "Ireland", "Germany"),
    "First language": ("English", "Spanish", "German", "Hindi"),
    "Sex": ("Male", "Female"),
    "Age": (18, 100),
}
IDS = {
    "Current country of residence": "current-country-of-residence",
    "First language": "first-language",
    "Sex": "sex",
    "Age": "age",
}
NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gwen", "Hal", "Ivy", "Jon", "Kit", "Lea", "Max", "Nia", "Otto")
N_PEOPLE = 1200
N_FITTING = 0.9  # share of the pool that the paper's filters let in


@cache
def make_people(seed: int = 1) -> dict[str, Person]:
    """A pool, the same for the same seed. People do not change."""
    chance = random.Random(seed)  # noqa: S311
    people = (_person(chance, number) for number in range(N_PEOPLE))
    return {person.id: person for person in people}


def _person(chance: random.Random, number: int) -> Person:
    fits = chance.random() < N_FITTING
    answers: dict[str, str | int] = {
        "Current country of residence": "United States" if fits else "Germany",
        "First language": "English" if fits else "German",
        "Sex": "Male" if chance.random() < 0.5 else "Female",
        "Age": chance.randint(18, 80),
    }
    name = f"{NAMES[number % len(NAMES)]} {number + 1}"
    return Person(id=f"{chance.getrandbits(96):024x}", name=name, answers=answers)


def catalogue(drift: int) -> list[dict[str, Any]]:
    """The filters as the API lists them. Each edition has other ids for the same titles and labels."""
    filters: list[dict[str, Any]] = []
    for title, offered in QUESTIONS.items():
        found: dict[str, Any] = {"filter_id": IDS[title] + f"-v{drift}" * bool(drift), "title": title}
        if isinstance(offered[0], int):
            filters.append(found | {"type": "range", "min": offered[0], "max": offered[1]})
        else:
            labels = {str((place + drift) % len(offered)): label for place, label in enumerate(offered)}
            filters.append(found | {"type": "select", "data_type": "ChoiceID", "choices": labels})
    filters.append({"filter_id": "previous_studies_blocklist", "title": "Previous studies", "type": "study-ids"})
    return filters


def read_filters(sent: Iterable[dict[str, Any]], drift: int) -> list[Wanted]:
    """A study's filters. Raises RefusalError for an id or a choice that is not offered in this edition."""
    offered = {found["filter_id"]: found for found in catalogue(drift)}
    wanted = []
    for chosen in sent:
        found = offered.get(chosen.get("filter_id", ""))
        if found is None:
            raise RefusalError(400, "Bad filters", {"filters": [f"unknown filter {chosen.get('filter_id')}"]})
        wanted.append(_wanted(chosen, found))
    return wanted


def _wanted(chosen: dict[str, Any], found: dict[str, Any]) -> Wanted:
    if found["type"] == "range":
        span = chosen.get("selected_range") or {}
        return Wanted(title=found["title"], span=(span.get("lower", found["min"]), span.get("upper", found["max"])))
    try:
        labels = [found["choices"][choice] for choice in chosen.get("selected_values") or ()]
        weights = {found["choices"][choice]: int(w) for choice, w in (chosen.get("weightings") or {}).items()}
    except KeyError as error:
        raise RefusalError(400, "Bad filters", {"filters": [f"unknown choice {error}"]}) from error
    return Wanted(title=found["title"], labels=labels, weights=weights)


def fits(person: Person, wanted: Wanted) -> bool:
    """Whether a person's answer is among those that a filter lets in."""
    answer = person.answers.get(wanted.title)
    if wanted.span is not None:
        return isinstance(answer, int) and wanted.span[0] <= answer <= wanted.span[1]
    return answer in wanted.labels


def has_quota_left(state: State, person: Person, wanted: Wanted, *, places: int, holders: Iterable[str]) -> bool:
    """Whether the person's group has places left. ``holders`` are the people who hold one."""
    label = str(person.answers.get(wanted.title))
    if label not in wanted.weights:
        return True
    share = -(-places * wanted.weights[label] // sum(wanted.weights.values()))
    return sum(state.people[holder].answers.get(wanted.title) == label for holder in holders) < share
