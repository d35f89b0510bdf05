"""Picks up what people tell about themselves, turned into the assistant's words."""

import re
from dataclasses import dataclass

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import FactKind, Memory

_YOURS = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "us": "you",
    "our": "your",
    "ours": "yours", "am": "are", "you": "me", "your": "my",
}  # fmt: skip
_END = r"(?= because| but| and i | and it | so i | so we | when | which | since | although |$)"
_FEELINGS = (
    "tired sad happy stressed bored excited nervous anxious lonely angry sick ill exhausted great good fine okay "
    "ok well worried overwhelmed relaxed down depressed frustrated upset scared proud curious hungry thirsty "
    "sleepy hopeful grateful amazing terrible awful bad fantastic wonderful"
).split()
_RELATIONS = (
    "sister brother mother mom mum father dad son daughter wife husband partner girlfriend boyfriend friend boss "
    "grandmother grandma grandfather grandpa aunt uncle cousin neighbor neighbour roommate kids children parents "
    "family colleague niece nephew"
).split()
_PETS = "dog dogs cat cats puppy kitten rabbit hamster parrot fish horse turtle bird".split()
_NO_NAMES = frozenset(_FEELINGS) | frozenset(
    "not sorry just so very really going trying looking doing here sure thinking wondering planning working "
    "feeling a an the in on at from glad afraid back home ready done calling interested hoping having getting "
    "still also about pretty kind supposed only currently learning studying living married single retired free new "
    "busy late using talking listening playing cooking reading it my".split()
)
_SMALL_LIKES = frozenset("it that this you them to one these those him her what how when being".split())


@dataclass(frozen=True, slots=True)
class Noticed:
    """A fact that was just told."""

    kind: FactKind
    what: str


def notice(heard: Heard, memory: Memory) -> list[Noticed]:
    """What these words tell about the user; it is kept in the memory as well."""
    if heard.is_question and not heard.has(r"i (?:am|was|have|like|love|feel)"):
        return []
    sentences = [Heard(part) for part in re.split(r"(?<=[.!?])\s+", heard.text)]
    found = [
        Noticed(kind, _as_written(what, heard.text))
        for sentence in sentences
        for kind, what in _found(sentence)
        if what
    ]
    for fact in found:
        memory.learn(fact.kind, fact.what)
    return found


def turned(words: str) -> str:
    """The user's words as the assistant says them back: "my sister visits me" is "your sister visits you"."""
    return (
        " ".join(_YOURS.get(word, word) for word in words.split())
        .replace("you was", "you were")
        .replace("you are not", "you're not")
    )


def _as_written(what: str, text: str) -> str:
    """The words with the capitals that they have inside the sentence: "cooking Italian food"."""
    capitals = {name.lower(): name for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text)}
    return " ".join(capitals.get(word, word) for word in what.split())


def _found(heard: Heard) -> list[tuple[FactKind, str]]:
    plain = heard.plain
    found: list[tuple[FactKind, str]] = []
    if name := _name(heard):
        found.append(("name", name))
    for kind, pattern in _PATTERNS:
        for match in re.finditer(pattern, plain):
            what = match["what"].strip()
            if what.split()[0] not in _SMALL_LIKES and len(what.split()) <= 9:
                found.append((kind, turned(what)))
    if feeling := _feeling(plain):
        found.append(("feeling", feeling))
    named = re.finditer(rf"\b[Mm]y (?P<who>{'|'.join(_RELATIONS)}) (?P<name>[A-Z][a-z]+)\b", heard.text)
    called = {match["who"]: match["name"] for match in named}
    relatives = re.finditer(
        rf"\b(?:my|(?:i|we) have (?:an?|two|three|four|five|\d)) (?:\w+ )?(?P<who>{'|'.join(_RELATIONS)}|sons|"
        rf"daughters|sisters|brothers)\b",
        plain,
    )
    found.extend(("person", " ".join(filter(None, (match["who"], called.get(match["who"]))))) for match in relatives)
    if re.search(r"\bi (?:have|own|got|adopted)\b|\bmy\b", plain):
        pets = re.finditer(rf"\b(?:my|a|two|three) (?:\w+ )?(?P<pet>{'|'.join(_PETS)})\b", plain)
        found.extend(("pet", match["pet"]) for match in pets)
    return found


def _name(heard: Heard) -> str | None:
    match = re.search(
        r"\bmy name is (?P<name>\w+)|\b(?:you can )?call me (?P<called>\w+)|\bmy name's (?P<short>\w+)", heard.plain
    )
    if match:
        name = next(part for part in match.groups() if part)
        return None if name in _NO_NAMES else name.capitalize()
    match = re.match(r"(?:hi |hello |hey )*(?:i am|this is) (?P<name>[a-z]+)(?: here)?$", heard.plain)
    if match and match["name"] not in _NO_NAMES and re.search(rf"\b{match['name'].capitalize()}\b", heard.text):
        return match["name"].capitalize()
    return None


def _feeling(plain: str) -> str | None:
    words = "|".join(_FEELINGS)
    match = re.search(
        rf"\b(?:i am|i feel|i was|i have been|feeling|i am feeling|been feeling)(?: (?:so|very|really|a bit|a "
        rf"little|kind of|pretty|quite|just|a|bit|little|rather|super|too|doing|still|also|feeling))* "
        rf"(?P<what>{words})\b",
        plain,
    )
    if match is None or re.search(rf"\bnot (?:so |very |that |really )?{match['what']}\b", plain):
        return None
    return match["what"]


_PATTERNS: tuple[tuple[FactKind, str], ...] = (
    (
        "like",
        (
            r"\bi (?:really |also |absolutely |just |do |still |always )?(?:like|love|enjoy|adore|am into|"
            r"am really into|"
            rf"am a fan of|am a big fan of|prefer) (?:to )?(?P<what>[\w' ]+?){_END}"
        ),
    ),
    ("like", rf"\bmy (?:favou?rite|hobby|hobbies)(?: \w+)? (?:is|are) (?P<what>[\w' ]+?){_END}"),
    (
        "dislike",
        (
            r"\bi (?:really |do not really )?(?:hate|dislike|do not like|can not stand|do not enjoy) "
            rf"(?P<what>[\w' ]+?){_END}"
        ),
    ),
    (
        "plan",
        (
            r"\b(?:i|we) (?:am going to|are going to|am planning to|are planning to|plan to|want to|would like to|will|"
            rf"am about to|am hoping to|have to|need to) (?P<what>[\w' ]+?){_END}"
        ),
    ),
    ("plan", rf"\b(?:i am|we are) planning (?P<what>(?:an?|my|our|the) [\w' ]+?)(?: with .*)?{_END}"),
    ("plan", rf"\bi am going (?P<what>(?:on|to the|to a|for a|camping|hiking|away|home)[\w' ]*?){_END}"),
    (
        "place",
        (
            r"\bi (?:live|grew up|was born|am from|come from|moved|am living)(?: (?:in|near|to|from|close to|just "
            r"outside|outside))? "
            rf"(?P<what>(?!in |a |with )[\w' ]+?){_END}"
        ),
    ),
    ("work", rf"\bi am (?P<what>an? (?!bit|little|fan|big fan|lot|very|really)[\w' ]+?){_END}"),
    ("work", rf"\bi (?P<what>(?:work|worked) (?:as|in|at|for|with) [\w' ]+?){_END}"),
    ("work", rf"\bi (?:am )?(?P<what>(?:study|studying|teach|teaching) [\w' ]+?){_END}"),
    (
        "did",
        (
            r"\b(?:i|we) (?:just |recently )?(?P<what>(?:went|visited|saw|watched|read|made|cooked|baked|bought|"
            r"finished|started|met|played|traveled|travelled|got|won|lost|built|learned|planted|ran|ate)\b"
            rf"[\w' ]*?){_END}"
        ),
    ),
    (
        "wish",
        (
            r"\bi (?:have always wanted to|always wanted to|wish i could|dream of|would love to) "
            rf"(?P<what>[\w' ]+?){_END}"
        ),
    ),
    ("age", r"\bi am (?P<what>\d{1,2})(?: years old)?$"),
)
