"""What the user said, made ready for patterns."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from agent.models.text.script.language import words_of

_FILLERS = frozenset("um uh uhm er erm hmm hm mm mmm ah oh huh".split())
_OPENINGS = re.compile(
    r"^(?:(?:well|so|okay|ok|oh|um|uh|hmm|yeah|yes|yep|and|but|now|hey|hi|hello|please|actually|alright|all right|"
    r"right|great|cool|nice|wow|good|i mean|you know|like|lol|haha|anyway|by the way|thanks|thank you|no|sure|also|"
    r"then)\s+)+"
)
_POLITE = re.compile(
    r"^(?:(?:can|could|would|will) you (?:please |maybe |just )?(?:tell me |help me (?:with )?)?|please |i(?: "
    r"would|) (?:want|like) (?:you )?to |i was wondering (?:if you (?:can|could) )?|do you know |tell me |i want "
    r"to know |i would like to know |let us |let me |(?:may|can|could) i ask (?!you|a |some|one))"
)
_NAMED_SOUNDS = re.compile(r"^(?:you|the|a|i|and|so|bye|huh|thank you for watching)$")


@dataclass(frozen=True)
class Heard:
    """``text`` is as the recogniser wrote it; ``plain`` is lower-case words, contractions undone, no punctuation."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The words, single spaces between them."""
        return " ".join(word for word in words_of(self.text) if word not in _FILLERS)

    @cached_property
    def core(self) -> str:
        """The words without how they were led up to: "well, can you tell me a joke" is "a joke"."""
        bare = _OPENINGS.sub("", self.plain + " ").strip() or self.plain
        return _POLITE.sub("", bare + " ").strip() or bare

    @cached_property
    def bare(self) -> str:
        """The words without fillers in front."""
        return _OPENINGS.sub("", self.plain + " ").strip() or self.plain

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words one by one."""
        return tuple(self.plain.split())

    @cached_property
    def sentences(self) -> tuple["Heard", ...]:
        """What was said, sentence by sentence."""
        return tuple(Heard(part) for part in re.split(r"(?<=[.!?])\s+", self.text.strip()) if part.strip())

    @property
    def is_nothing(self) -> bool:
        """No word that says anything: silence, a cough, or what a recogniser makes of one."""
        return not self.plain or bool(_NAMED_SOUNDS.match(self.plain) and self.plain != "bye")

    @property
    def is_question(self) -> bool:
        """Whether something is asked."""
        return self.text.rstrip().endswith("?") or bool(
            re.match(
                r"(?!do not (?!you|i|we|they)\b)"
                r"(?:what|who|where|when|why|how|which|whose|do|does|did|is|are|was|were|can|could|would|will|"
                r"have|has|should)\b",
                self.bare,
            )
        )

    def has(self, pattern: str) -> re.Match[str] | None:
        """Whether a pattern occurs in the words."""
        return _compiled(rf"\b(?:{pattern})\b").search(self.plain)

    def is_(self, pattern: str) -> re.Match[str] | None:
        """Whether the words, without what leads up to them, are exactly this."""
        compiled = _compiled(pattern)
        return compiled.fullmatch(self.core) or compiled.fullmatch(self.bare) or compiled.fullmatch(self.plain)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The patterns are more than the cache of ``re`` holds, and every turn asks them all."""
    return re.compile(pattern)
