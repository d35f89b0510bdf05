"""Words that ask for each other: who asks for the "job" means what was told with "work"."""

from functools import cache
from pathlib import Path

from agent.models.text.script.language import stem, words_of
from agent.models.text.script.pages import read_page

_FILE = Path(__file__).parent / "content" / "kindred.yaml"


@cache
def _content() -> dict[str, list[str]]:
    content: dict[str, list[str]] = {
        name: [str(word) for word in words.split()] for name, words in read_page(_FILE).items()
    }
    return content


@cache
def _kin() -> dict[str, frozenset[str]]:
    kin: dict[str, set[str]] = {}
    for name, words in _content().items():
        if name not in ("empty", "common", "she", "he", "forms", "parts"):
            for word in words:
                kin.setdefault(stem(word), set()).add(name)
    return {word: frozenset(names) for word, names in kin.items()}


@cache
def _plain_forms() -> dict[str, str]:
    pairs = (pair.split("=") for pair in _content()["forms"])
    return {form: word for word, forms in pairs for form in forms.split(",")}


@cache
def words_for(name: str) -> frozenset[str]:
    """The stems of a list: ``empty`` words say nothing, ``common`` ones little, ``she`` and ``he`` are people."""
    return frozenset(stem(word) for word in _content()[name])


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    words = (_plain_forms().get(word, word) for word in words_of(text))
    return frozenset(found for word in words if (found := stem(word)) not in words_for("empty"))


@cache
def _parts() -> dict[str, frozenset[str]]:
    pairs = (pair.split("=") for pair in _content()["parts"])
    return {stem(whole): frozenset(stem(part) for part in parts.split(",")) for whole, parts in pairs}


def parts_of(wholes: frozenset[str]) -> frozenset[str]:
    """The stems of what belongs to these."""
    return frozenset().union(*(_parts().get(whole, frozenset()) for whole in wholes))


def kin_of(word: str) -> frozenset[str]:
    """The groups that a stem belongs to."""
    return _kin().get(word, frozenset())


def are_kin(word: str, others: frozenset[str]) -> bool:
    """Whether one of the others may be meant by the stem."""
    groups = kin_of(word)
    return bool(groups) and any(groups & kin_of(other) for other in others)
