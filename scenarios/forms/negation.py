"""Which words of a text are denied: "not the south gate but the north gate" denies one gate and gives the other.

Cues are read from left to right, as in clinical negation detection (NegEx), with three lists: what denies, what only
looks as if it did, and what ends a denial. A denial reaches to the end of its clause, however many words that has.
Two denials cancel each other. The rules are English, small, and wrong at times; docs/verifier.md says how often.
"""

from functools import lru_cache

from scenarios.forms.contrasts import share
from scenarios.forms.marks import COMMA, MARKS, SENTENCE_END

CONTRACTED = frozenset(
    "arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt neednt shouldnt wasnt werent wont "
    "wouldnt".split()
)
NEGATIONS = CONTRACTED | frozenset("not no never none nobody nothing nowhere nor neither without cannot".split())
OTHER_CUES = frozenset({"avoid", "except"})
CUES_OF_TWO = frozenset({("instead", "of"), ("rather", "than")})

PARTS = frozenset("but and so because".split())  # what follows is a thought of its own
ENDS = PARTS | frozenset(
    "although besides before except if instead rather since then though till unless until when where whereas which "
    "while who whose".split()
)
PRONOUNS = frozenset("i you he she it we they id im ill ive youd youre youll theyd theyre weve".split())
STARTERS = PRONOUNS | {"please", "lets"}
ATTITUDES = frozenset("believe expect feel hope imagine mean need say suppose that think want".split())
ORDERS = frozenset("bring come drive enter go head meet park take try use walk".split())  # "instead of X take Y"
ALL = frozenset(
    "all anybody anyone anything anywhere everybody everyone everything".split()
)  # "all but Ines" leaves out Ines
PLACED = frozenset("around at by here in near outside there under".split())
AFTER_OBJECT = MARKS | frozenset("a an all any at by for from in my on our the there to with your".split())

ONLY = frozenset("just least merely only simply".split())  # "not only the beach" is the beach
POLITE = frozenset("doubt hurry matter problem question rush trouble wonder worries".split())  # after "no"
MORE = frozenset("earlier fewer later less longer more sooner".split())  # "no later than ten" is ten
BETTER = frozenset("better cleaner easier gladder happier more nicer prouder".split())  # "could not be happier"

# "Not a word to Leah" and "don't let Leah know" are about Leah.
TELLING = frozenset("breathe mention say tell".split())
SECRETS = frozenset("hint peep spoiler spoilers syllable whisper word".split())
LEARNS = frozenset("find finding hear know knowing learn learning notice noticing suspect suspecting".split())

# "Don't forget dinner" is about dinner. The verb itself is denied; what follows it is not.
RELEASES = frozenset(
    "afraid delay deny doubt early fail far forget forgets forgetting forgot forgotten hesitate know late mention mind "
    "miss neglect overlook postpone shy surprised tell telling wait worry".split()
)
UNABLE = frozenset("can could does will would".split())
UNABLE_CONTRACTED = frozenset("cannot cant couldnt doesnt wont wouldnt".split())
# "I can't stop the tap dripping" is about a tap that drips.
RELEASES_UNABLE = frozenset("bear believe close fix get help imagine mend repair shut stand stop thank turn".split())
OWN = frozenset("my our the this that".split())


@lru_cache(maxsize=4096)
def denied(said: tuple[str, ...]) -> tuple[bool, ...]:
    """For each word (in canonical form, with marks between clauses) whether it is denied."""
    return tuple(share(said, _Reader(said).read()))


class _Reader:
    """One text, read once. ``_cue`` is the place of the cue that reaches here."""

    def __init__(self, said: tuple[str, ...]) -> None:
        self._said = said
        self._cue: int | None = None

    def read(self) -> list[bool]:
        return [self._takes(at, word) for at, word in enumerate(self._said)]

    def _takes(self, at: int, word: str) -> bool:
        """Whether the word is denied; whether the next ones are is left in ``_cue``."""
        if self._is_cue(at):
            cancels = self._cue is not None and word not in ("nor", "neither")
            self._cue = None if cancels else at
            return False
        if self._cue is None:
            return False
        if word in MARKS or word in ENDS or self._starts_anew(at):
            self._cue = None
            return False
        if self._releases(at):
            self._cue = None
        return True

    def _is_cue(self, at: int) -> bool:
        word, following = self._said[at], self._word(at + 1)
        if word in OTHER_CUES or (word, following) in CUES_OF_TWO:
            return self._cue is None  # after another cue, "nothing except this" gives it back
        if word == "but" and (self._word(at - 1) in ALL or self._excepts(at)):
            return self._cue is None
        if word == "forget":
            return self._cue is None and (self._begins(at) or self._word(at - 1) == "please")
        return word in NEGATIONS and not self._only_looks_like_one(at)

    def _excepts(self, at: int) -> bool:
        """Whether a "but" leaves something out: "any morning but Thursday", and nothing is told of what it names."""
        end = next((i for i in range(at, len(self._said)) if self._said[i] in MARKS), len(self._said))
        return self._word(at - 2) in ("any", "each", "every") and end - at <= 3

    def _only_looks_like_one(self, at: int) -> bool:
        tests = (self._keeps_from, self._is_idiom, self._is_question, self._is_praise, self._is_with)
        return any(test(at) for test in tests)

    def _is_idiom(self, at: int) -> bool:
        word, before, following = self._said[at], self._word(at - 1), self._word(at + 1)
        if following in ONLY or (following in MORE and self._word(at + 2) == "than"):
            return True
        if word == "no":
            interjection = self._begins(at) and following in PRONOUNS | AFTER_OBJECT | NEGATIONS
            return following in POLITE or interjection
        if word == "nothing" and before in TELLING and following in ("about", "to"):
            return self._begins(at - 1) or self._word(at - 2) in ("please", "to")
        whether = before == "or" and "whether" in self._said[max(0, at - 6) : at]
        return before == "why" or whether or (word == "not" and self._said[at + 1 : at + 3] == ("to", "mention"))

    def _keeps_from(self, at: int) -> bool:
        """Whether somebody is not to learn of what is said: "don't let Leah know", "without Leah knowing"."""
        near = self._said[at + 1 : at + 5]
        return bool(near) and (near[0] == "let" or self._said[at] == "without") and bool(LEARNS & set(near[1:]))

    def _is_question(self, at: int) -> bool:
        """Whether a question only sounds negative: "Can't you come?" asks somebody to come."""
        begins = self._begins(at) or self._word(at - 1) == "why"
        return self._said[at] in CONTRACTED and begins and self._word(at + 1) in PRONOUNS

    def _is_praise(self, at: int) -> bool:
        """Whether a praise only sounds negative: "We could not be happier", "we can't thank you enough"."""
        near = self._said[at + 1 : at + 5]
        if near[:1] and near[0] in ("be", "have", "ask", "wish") and BETTER & set(near):
            return True
        return self._is_unable(at) and "enough" in self._said[at : self._part_of(at)[1]]

    def _is_with(self, at: int) -> bool:
        """Whether a denial and a "without" in one thought cancel each other: "not without you" is with you."""
        start, end = self._part_of(at)
        if "without" not in self._said[start:end]:
            return False
        place = self._said.index("without", start, end)
        if place == start:
            return any(word in NEGATIONS for word in self._said[place + 1 : end])
        other = next((i for i in range(start, place) if self._said[i] in NEGATIONS), None)
        return other is not None and at in (other, place) and COMMA not in self._said[other:place]

    def _starts_anew(self, at: int) -> bool:
        """Whether a new clause begins that no mark parts from the last: "not the south gate we meet at the north"."""
        word, cue = self._said[at], self._cue
        assert cue is not None
        is_instead = self._said[cue] in ("instead", "rather")
        if word in ORDERS and is_instead and self._begins(cue):
            return True
        n_between = at - cue - (2 if is_instead else 1)
        if word not in STARTERS or n_between < 1 or self._word(at - 1) in ATTITUDES:
            return False
        return word not in ("you", "it") or self._word(at + 1) not in AFTER_OBJECT

    def _releases(self, at: int) -> bool:
        word, cue = self._said[at], self._cue
        assert cue is not None
        if word in SECRETS and at - cue <= 2:
            return True
        if word in RELEASES:
            is_waiting = word == "wait" and self._word(at + 1) in PLACED  # somewhere, not for something
            return not is_waiting and not (word == "mind" and self._said[cue] == "never")
        if word not in RELEASES_UNABLE or not self._is_unable(cue):
            return False
        return word != "get" or self._word(at + 1) in OWN

    def _is_unable(self, cue: int) -> bool:
        return self._said[cue] in UNABLE_CONTRACTED or (self._said[cue] == "not" and self._word(cue - 1) in UNABLE)

    def _begins(self, at: int) -> bool:
        return at == 0 or self._said[at - 1] in MARKS | PARTS

    def _part_of(self, at: int) -> tuple[int, int]:
        """Where the thought begins and ends that a word belongs to."""
        bounds = PARTS | {SENTENCE_END}
        start = next((i + 1 for i in range(at, -1, -1) if self._said[i] in bounds), 0)
        end = next((i for i in range(at, len(self._said)) if self._said[i] in bounds), len(self._said))
        return start, end

    def _word(self, at: int) -> str:
        return self._said[at] if 0 <= at < len(self._said) else SENTENCE_END
