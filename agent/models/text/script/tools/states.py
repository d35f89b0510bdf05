"""How things are set: told for those that were asked about, as a yes or no where that was the question."""

from collections.abc import Sequence

from agent.models.text.script.language import stem
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import by_name
from agent.models.text.script.tools.vocabulary import noun_classes
from agent.models.text.script.tools.wording import listed, sentence, state, the, value_in_words

_MOST_TOLD = 6
_NAMED_WELL = 1.4
_SWITCHED = ("on", "locked", "open", "closed", "enabled", "active")
_MEASURED = ("degrees", "temperature", "volume")
_ASKING = frozenset("is are did has have".split())
_POINTERS = frozenset(("", "thing", "anything", "everything", "something", "device", "status", "state"))


def state_of(thing: Thing) -> str | None:
    """How a thing is set: "locked", "set to 60 degrees"; None for things that are not set to anything."""
    for key in _SWITCHED:
        if isinstance(thing.fields.get(key), bool):
            return state(key, on=thing.fields[key])
    for key in _MEASURED:
        if isinstance(thing.fields.get(key), int | float):
            return f"set to {value_in_words(key, thing.fields[key])}"
    return None


def tell_states(things: Sequence[Thing], reading: Reading) -> tuple[str, list[Thing]] | None:
    """The answer about things that are set to something, and which they are; None where the question is another."""
    states = [thing for thing in things if state_of(thing) is not None]
    if not states or len(states) < len(things) / 2:
        return None
    about = _asked_about(states, reading)
    wanted = {word for word in reading.request.words if any(state_of(thing) == word for thing in _imagined(states))}
    if not about:
        return _by_state(states, wanted, reading)
    if wanted and len(about) > 1 and reading.request.words[0] in ("which", "what", "anything", "any", "how"):
        return _by_state(about, wanted, reading)
    return _yes_or_no(about, reading) or sentence(clauses(about)), about


def clauses(things: Sequence[Thing]) -> str:
    """The front door is locked and the back door is unlocked; things in one state together."""
    by_state: dict[str, list[str]] = {}
    for thing in things:
        by_state.setdefault(state_of(thing) or "there", []).append(the(thing.name))
    return listed([f"{listed(names)} {'is' if len(names) == 1 else 'are'} {how}" for how, names in by_state.items()])


def _asked_about(states: Sequence[Thing], reading: Reading) -> list[Thing]:
    """Those that the question names, by name or by kind; none where it names none of them."""
    named = by_name(reading.content_tokens, states)
    if named.score >= _NAMED_WELL:
        return list(named.things)
    kinds = {c for token in reading.content_tokens for c in noun_classes(token.word)}
    return [thing for thing in states if thing.own_kinds & kinds] or list(named.things)


def _by_state(states: Sequence[Thing], wanted: set[str], reading: Reading) -> tuple[str, list[Thing]] | None:
    """Those that are in the state that was asked for: "the fish tank is on", or that none is."""
    if wanted:
        fitting = [thing for thing in states if state_of(thing) in wanted]
        how = next(iter(sorted(wanted)))
        return (sentence(clauses(fitting)), fitting) if fitting else (f"None of them is {how}.", list(states))
    if {token.word for token in reading.content_tokens} - _POINTERS:
        return None if len(states) <= _MOST_TOLD else ("I can't tell that from here.", [])
    return sentence(clauses(states)), list(states)


def _imagined(states: Sequence[Thing]) -> list[Thing]:
    """The things as they are and as they would be the other way round, for the words that states have."""
    turned = []
    for thing in states:
        key = next((key for key in _SWITCHED if isinstance(thing.fields.get(key), bool)), None)
        if key is not None:
            turned.append(Thing(thing.id, thing.name, thing.group, {**thing.fields, key: not thing.fields[key]}))
    return [*states, *turned]


def _yes_or_no(things: Sequence[Thing], reading: Reading) -> str:
    """Yes or no before the answer, where the question was of that kind."""
    if reading.request.words[0] not in _ASKING:
        return ""
    wanted = [stem(word) for word in reading.request.words]
    fits = [stem(state_of(thing) or "") in wanted for thing in things]
    if all(fits):
        return sentence(f"Yes, {clauses(things)}")
    return "" if any(fits) else sentence(f"No, {clauses(things)}")
