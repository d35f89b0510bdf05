"""Labels that give an answer away. Participants read all labels from the start, before anything is looked up."""

import re
from collections.abc import Iterator, Sequence

from scenarios.card import Card
from scenarios.forms.days import WEEKDAYS
from scenarios.forms.words import says, words
from scenarios.scenario import ToolCalling
from scenarios.verifier.effects import texts_in
from scenarios.worlds import world_class

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+")
_CHOICE = re.compile(r"[^.;:,]+(?:, [^.;:,]+)*,? or [^.;:,]+")
_BETWEEN = re.compile(r",? or |, ")


def label_faults(scenario: ToolCalling) -> Iterator[tuple[int, str]]:
    """The place of each step whose label tells too much, with what is wrong.

    No label has a word of a solution that the card does not have, a number, or one of several things that the card
    leaves open.
    """
    card = set(words(" ".join(card_lines(scenario.card))))
    solutions = [value for calls in scenario.reference for call in calls for value in call.args.values()]
    texts = list(dict.fromkeys(text for value in solutions for text in texts_in(value)))
    answers = {word for text in texts for word in words(text)} - card
    choices = list(_choices(scenario))
    labels = ". ".join(step.label for step in scenario.steps)
    for place, step in enumerate(scenario.steps):
        told = [word for word in words(step.label) if word in answers or word[:1].isdecimal()]
        for among in choices if not told else ():
            others = [name for name in among if not says(labels, name)]
            named = [name for name in among if says(step.label, name) and any(says(text, name) for text in texts)]
            told += [name.casefold() for name in named if _is_open(name, others, scenario.card)]
        if told:
            listed = ", ".join(map(repr, dict.fromkeys(told)))
            yield place, f"gives an answer away: {listed}; say what is to be done in words of the card"


def card_lines(card: Card) -> list[str]:
    """What a participant reads, sentence by sentence and line by line."""
    parts = [part for part in (card.title, card.goal, card.situation, card.note) if part]
    sentences = [sentence for part in parts for sentence in _SENTENCE_END.split(part)]
    pairs = [f"{name}: {value}" for name, value in (*card.identity.items(), *card.key_details.items())]
    return [*sentences, *card.tasks, *pairs]


def _choices(scenario: ToolCalling) -> Iterator[Sequence[str]]:
    """Things of one kind: weekdays, a world's names, what a tool's argument may be, and what the card offers."""
    yield WEEKDAYS
    for domain, state in scenario.worlds.items():
        yield world_class(domain, scenario.mode).spoken_names(state)
    for tool in scenario.new_worlds().tools.values():
        for schema in tool.parameters["properties"].values():
            yield [option for option in schema.get("enum", ()) if isinstance(option, str)]
            yield from _offered(schema.get("description", ""))
    for line in card_lines(scenario.card):
        yield from _offered(line)


def _offered(line: str) -> Iterator[Sequence[str]]:
    """What a line offers: "economy, business or first"."""
    for offered in _CHOICE.findall(line):
        yield _BETWEEN.split(offered.strip())


def _is_open(name: str, others: Sequence[str], card: Card) -> bool:
    """Whether every line of the card that has one thing has another of its kind too, which no label has."""
    rivals = [other for other in others if not set(words(other)) <= set(words(name))]
    naming = [line for line in card_lines(card) if says(line, name)]
    return bool(naming) and all(any(says(line, rival) for rival in rivals) for line in naming)
