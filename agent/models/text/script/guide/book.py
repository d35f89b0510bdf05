"""What the script can advise on, read from the files in ``book``: each matter with what to ask and what to say.

Patterns are over lower-case words without punctuation.
"""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from agent.models.text.script.chat.kindred import stems_of, words_for
from agent.models.text.script.language import words_of
from agent.models.text.script.pages import read_page

_FOLDER = Path(__file__).parent / "book"
ANYTHING = "anything"
_IN_PASSING = 0.6  # what a word counts that is only mentioned
_COMMON = 0.8
_FORMS = {  # and one that only says what kind of question it is
    "when": 1.0, "where": 1.0, "say": 1.0, "tell": 1.0, "why": 0.7, "who": 0.7, "how": 0.5, "which": 0.5,
    "then": 0.7, "happens": 0.7, "after": 0.7, "too": 0.7, "much": 0.5, "before": 0.7,
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])[\"']?\s+")


class _Page(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Advice(_Page):
    """Something to say. ``why`` is the reason for it, ``on`` more words that ask for it.

    Where it asks something for practice, ``answer`` is a pattern of the right answer and ``solution`` explains it.
    """

    say: str
    why: str = ""
    on: str = ""
    answer: str = ""
    solution: str = ""

    def fits(self, stems: frozenset[str]) -> float:
        """How much of what was said it speaks to."""
        asked, spoken = words_in(self.on), words_in(self.say)
        shared = (stems & spoken) - asked - words_for("common") - _FORMS.keys()
        common = words_for("common")
        named = (_FORMS.get(stem, _COMMON if stem in common else 1.0) for stem in stems & asked)
        return sum(named) + _IN_PASSING * len(shared)

    @property
    def is_offer(self) -> bool:
        """Whether it offers to practise."""
        return self.say.startswith("Shall we") and "practise" in self.on.split()

    @property
    def sentences(self) -> list[str]:
        """What is said, sentence by sentence."""
        return _SENTENCE.split(self.say)


class Matter(_Page):
    """One thing that people want advice on.

    ``ask`` lines may end in "|| pattern", which makes them needless where it was told; a question for two things has
    one such pattern for each.
    """

    name: str
    match: str
    ask: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = Field(min_length=3)

    def named_in(self, said: str) -> int:
        """How many words of it are in a text, each counted once."""
        return sum(len(found.split()) for found in {match[0] for match in _pattern(self.match).finditer(said)})


@cache
def load_book() -> dict[str, Matter]:
    """All matters by name. Raises pydantic.ValidationError for a file that is none."""
    return {
        matter.name: matter
        for path in sorted(_FOLDER.glob("*.yaml"))
        for matter in (Matter.model_validate(part) for part in read_page(path))
    }


def find_matter(text: str, *, least: int = 1) -> Matter | None:
    """The matter of which most is said in a text; None where nothing is."""
    said = " ".join(re.findall(r"[a-zéèü']+(?:-[a-z]+)*", text.lower()))
    counts = {name: matter.named_in(said) for name, matter in load_book().items()}
    best = max(counts, key=lambda name: counts[name])
    return load_book()[best] if counts[best] >= least else None


@cache
def words_in(text: str) -> frozenset[str]:
    """The stems of what is asked about, and the words that say what kind of question it is."""
    return stems_of(text) | (_FORMS.keys() & words_of(text))


@cache
def _pattern(match: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{match})\b")
