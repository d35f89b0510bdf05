"""What the words say of the user at once: the name, and how they feel."""

import itertools
import re
from collections.abc import Sequence

from agent.models.text.script.chat.heard import Heard

_FEELINGS = (
    "tired sad happy stressed bored excited nervous anxious lonely angry sick ill exhausted great good fine okay "
    "ok well worried overwhelmed relaxed down depressed frustrated upset scared proud curious hungry thirsty "
    "sleepy hopeful grateful amazing terrible awful bad fantastic wonderful"
).split()
_NO_NAMES = frozenset(_FEELINGS) | frozenset(
    "not sorry just so very really going trying looking doing here sure thinking wondering planning working "
    "feeling a an the in on at from glad afraid back home ready done calling interested hoping having getting "
    "still also about pretty kind supposed only currently learning studying living married single retired free new "
    "busy late using talking listening playing cooking reading it my hard difficult long short unusual common "
    "rare weird strange funny too always never often usually spelled spelt pronounced written misspelled your his her "
    "mispronounced their our that what none no unknown private secret important nothing nobody later again when if "
    "whatever maybe tomorrow soon crazy stupid mad as because by".split()
)
_NAME_WORDS = frozenset("it is i am my name just me the you can call this".split())
_IN_PASSING = frozenset("actually just really still well um uh".split())
_AFTER_A_NAME = frozenset(
    "and but or so by from to on in with of for at i we you he she it they nice pleased glad good great hello hi hey "
    "thanks thank what how who where when why do did is was are not if because as than like here though please can "
    "could the a an my your his her by then too now".split()
)
_TELLS_MORE = frozenset("to on in with of for than".split())
_PART = r"[^\W\d_][\w'-]*"
_LONGEST = 3  # words of a name
_DEGREES = (
    r"so|very|really|a bit|a little|kind of|pretty|quite|just|a|bit|little|rather|super|too|doing|still|also|feeling"
)


def name_in(heard: Heard) -> str | None:
    """The name with which the user introduces themselves."""
    match = re.search(r"\b(?:my name is|(?:you can |just )?call me)(?P<rest>(?: [\w'-]+)+)", heard.plain)
    if match is not None:
        return _name_at_once(match["rest"].split(), heard.text)
    for sentence in heard.sentences:
        match = re.match(
            rf"(?:hi |hello |hey |there )*(?:i am|this is) (?P<name>{_PART}(?: {_PART})?)(?: here)?$", sentence.bare
        )
        if match is not None and not _NO_NAMES.intersection(match["name"].split()):
            words = match["name"].split()
            if all(_has_capital(word, heard.text) for word in words):
                return _as_written(words, heard.text)
    return None


def name_alone_in(heard: Heard) -> str | None:
    """The name that the words are, where they were asked for: a single word, or several written as names are."""
    words = [word for word in heard.bare.split() if word not in _NAME_WORDS]
    if not 1 <= len(words) <= _LONGEST or not all(re.fullmatch(_PART, word) for word in words):
        return None
    capitals = [_has_capital(word, heard.text) for word in words]
    if not all(capitals) and (len(words) > 1 or words[0].endswith("ing")):
        return None
    return _as_written(words, heard.text)


def _name_at_once(words: Sequence[str], text: str) -> str | None:
    """The name that these words begin with; None where they only tell something about the name."""
    while words and words[0] in _IN_PASSING:
        words = words[1:]
    taken = list(itertools.takewhile(lambda word: word not in _AFTER_A_NAME, words))
    behind = words[len(taken)] if len(words) > len(taken) else ""
    if not taken or taken[0] in _NO_NAMES or behind in _TELLS_MORE:
        return None
    capitals = [index for index, word in enumerate(taken) if _has_capital(word, text)]
    if capitals:
        taken = taken[: capitals[-1] + 1]
    return _as_written(taken, text) if len(taken) <= _LONGEST else _as_written(taken[:1], text)


def _has_capital(word: str, text: str) -> bool:
    """Whether a word, given in lower case, was written with a capital."""
    return re.search(rf"\b{re.escape(word)}\b", text.replace("’", "'")) is None


def _as_written(words: Sequence[str], text: str) -> str:
    """The name with its own capitals, or with the usual ones where it came without."""
    written = {part.lower(): part for part in re.findall(r"[\w'-]+", text.replace("’", "'"))}
    as_told = [written.get(word, word) for word in words]
    bare = all(word.islower() for word in as_told)
    return " ".join(
        re.sub(r"(?:^|(?<=-))[a-z]|(?<=^o')[a-z]", lambda m: m[0].upper(), w) if bare else w for w in as_told
    )


def feeling_in(heard: Heard) -> str | None:
    """A word for how the user feels now."""
    match = re.search(
        rf"\b(?:i am|i feel|i have been|i am feeling|been feeling|^feeling|^a bit|^a little|^very|^pretty|^quite) "
        rf"(?:(?:{_DEGREES}) )*(?P<what>{'|'.join(_FEELINGS)})\b(?! at)",
        heard.plain,
    )
    return match["what"] if match is not None else None
