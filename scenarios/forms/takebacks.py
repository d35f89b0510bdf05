"""Which words of a text are taken back after they were said: "the open day on Sunday has been called off".

`negation` reads cues that stand before what they deny; this reads what stands behind it, and the few verbs and
corrections that take something back by name ("scratch the invoice", "I said red, I meant blue"). It is a list of
predicates, since most that is said of a thing leaves it standing: "the tap does not close", "the gate isn't far". It
prefers to miss: suppositions, questions, relative clauses, what was last time, and contrasts ("not on Friday but on
Saturday") take nothing back. "Postponed to Sunday" and "moved" keep the thing.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from scenarios.forms.corrections import corrected
from scenarios.forms.marks import COMMA, MARKS
from scenarios.forms.negation import denied

_END = r"(?= [|,]|$)"
_ADVERB = r"(?:(?:(?!only )\w+ly|all|also|already|now|just|therefore) )?"
_IS = r"(?:is|are|was|were|s|got|(?:has|have) been|(?:will|would) be)"
_BE = rf"(?:{_IS}|(?:can|could|may|might|must|should|(?:need|has|have|had|will have)s?(?: had)? to) be)"
_NOT = (
    rf"(?:(?:(?:is|are|was|were|will|would|does|do|did|can|could|s) {_ADVERB})?(?:, )?(?:not|no longer)(?: ,)?|cannot"
    r"|isnt|arent|wasnt|werent|wont|wouldnt|doesnt|dont|didnt|cant|couldnt)"
)
_LATER = r"(?! (?:until|till|before|yet|only|alone|at night|by mistake)\b)"  # "not needed before noon" is needed then

# An event is gone with all that tells of it: "the meeting at the north gate won't take place".
_EVENT_OFF = (
    rf"(?:{_BE} {_ADVERB}(?:cancell?ed|called off|scrapped|dropped|left out|omitted|skipped)"
    rf"|{_IS} {_ADVERB}off{_END}|(?:can|could) {_ADVERB}be (?:forgotten|ignored)"
    rf"|(?:fell|has fallen|have fallen) through"
    rf"|{_NOT} {_ADVERB}(?:be )?(?:going to )?(?:happen|happening|take place|taking place))"
)
_NEEDLESS = (
    rf"(?:{_NOT} {_ADVERB}(?:be )?{_ADVERB}(?:necessary|needed|required|wanted)"
    rf"|{_BE} {_ADVERB}(?:needless|unnecessary|superfluous)|(?:can|could) stay at home)"
)
# A thing is of no use, while what it is for remains: "a ticket for the open day is impossible to get".
_UNFIT = (
    rf"(?:{_NOT} {_ADVERB}(?:possible(?! (?:at|before|in|on)\b)|important|an option|our|where)"
    rf"|{_NOT} {_ADVERB}(?:the (?:meeting|right)|right any ?more|open)"
    rf"|{_IS} {_ADVERB}(?:closed|locked|shut)(?! (?:after|at|before|by|from|in|on|until)\b)"
    rf"|{_IS} {_ADVERB}(?:impossible|wrong{_END}|the wrong|out of the question)"
    rf"|{_NOT} (?:work (?:for )?|suit )(?:me|us|him|her|them)\b"
    rf"|{_NOT} {_ADVERB}(?:correct|true|valid)|{_IS} (?:, )?no longer (?:, )?right"
    rf"|{_IS} (?:the (?:former|old|previous)|where (?:\w+ ){{1,3}}used to)\b)"
)
# What leads somewhere is of no use when it does not: "the gate doesn't work". A tap that doesn't work is still there.
_NO_WAY = (
    rf"(?:{_NOT} {_ADVERB}(?:work|open|working|opening|usable)"
    rf"|{_IS} {_ADVERB}(?:blocked|broken|jammed|stuck|out of order)"
    rf"|(?:is|are) (?:\w+ ){{0,6}}(?:only for|for \w+ only|reserved for)|(?:leads|goes) nowhere)"
)
_WAYS = frozenset("door doors entrance entry exit gate gates path road street way".split())
_PREDICATES = tuple(re.compile(rf"\b{rule}\b{_LATER}") for rule in (_EVENT_OFF, _NEEDLESS, _UNFIT, _NO_WAY))

# Such a clause says nothing of its own: it takes back what the last one was about.
_ECHO = re.compile(
    rf"(?:(?:but|and) )?(?:"
    rf"(?:(?:it|that|this|they|these|those) )?(?:{_EVENT_OFF}|{_NEEDLESS}){_LATER}(?: .*)?"
    r"|(?:please )?(?:cancel|disregard|drop|forget|ignore|scrap|scratch|skip) (?:it|that|this|them)"
    r"|(?:cancell?ed|called off)"
    r"|(?:you|we|i|she|he|they) (?:dont|do not|doesnt|does not|wont|will not|no longer) needs? (?:it|that|them|one)"
    r"(?: any ?more| now)?)"
)
_NO_THANKS = re.compile(r"\| no (?:, )?(?:thanks|thank you)(?= [|]|$)")
_BY_NAME = re.compile(
    r"(?:^|(?<=[|,] )|(?<=\bplease )|(?<=\bwe )|(?<=\bi )|(?<=\bto )|(?<=\blets ))"
    r"(?:cancel|cancell?ed|call(?:ed)? off|delete|disregard|ignore|omit|remove|scrap|scrapped|scratch)"
    r" (?=(?:a|an|her|his|my|our|the|your)\b)"
)
_LEFT = re.compile(r"\b(?:leave|keep) (?=((?:the|your|that) [^|,]{1,60}?) (?:at home|behind|out)\b)")
_MEANT = re.compile(
    r"\bi (?:posted|put|said|typed|wrote) (?=([^|]{1,60}?)(?: ,)?(?: but)?(?: i)?(?: actually)? meant\b)"
)

_STOPPED = re.compile(r"(?:^|(?<=[|,] )|(?<=\bplease ))(?:cease|quit|refrain from|stop) (?=\w+ing\b)")
_FORMERLY = re.compile(
    r"(?<!\bam )(?<!\bim )(?<!\bis )(?<!\bare )(?<!\bget )(?<!\bgot )\bused to (?!it\b|the\b|that\b)"
)

_MENDED = re.compile(r"\b(?:again|once more|restore)\b")  # "the meal was cancelled, please book it again"
_TOLD = frozenset("afraid hear heard know note notice sorry".split())  # "the rumour that it is cancelled" tells nothing
_ASKED_FOR = re.compile(
    r"((?:a|an|my|our|that|the|your)(?: [a-z]+){1,3}?) (?:he|i|she|they|we|you) (?!are\b|is\b)[a-z]+\b"
)
_LONGEST_THING = 8  # words; more are a thought that no mark parts from the thing's
_PARTS = frozenset("although and as because but since so though when where whereas which while who".split())
_BOUNDS = MARKS | _PARTS | frozenset("afraid fear hear heard sorry that unfortunately".split())
_SUPPOSED = frozenset(
    "are arent can cant could couldnt did didnt do does has have if is isnt should unless was whether will wont "
    "would".split()
)
_BEFORE_NOUN = frozenset("about after at before by during for from in of on to until with without".split())
_NOT_OF_EVENT = frozenset("after before for to".split())  # "the train to the open day is cancelled"
_REQUESTS = frozenset("note order plan request requirement wish".split())  # of what follows: "the request for a meal"
_OTHER_VERBS = frozenset(  # of a thought before, which no mark parts from this one
    "are be bring come get go have he i is it join meet please see send she take they use was we were will you".split()
)


class Range(NamedTuple):
    """What is taken back begins in ``[start, stop)`` and ends by ``verb``; a phrase that holds the verb is not."""

    start: int
    stop: int
    verb: int


@lru_cache(maxsize=4096)
def taken_back(said: tuple[str, ...]) -> tuple[Range, ...]:
    """What of a text (in canonical form, with marks between clauses) is taken back."""
    text = " ".join(said)
    mended = (Range(*one) for one in corrected(said, text))
    return (
        *_of_subjects(said, text),
        *_of_echoes(said, text),
        *_of_names(said, text),
        *_of_clauses(said, text),
        *mended,
    )


def _of_subjects(said: tuple[str, ...], text: str) -> list[Range]:
    found: list[Range] = []
    for rule, pattern in enumerate(_PREDICATES):
        for match in pattern.finditer(text):
            verb = _place(text, match.start())
            start = _clause_start(said, verb)
            subject = said[start:verb]
            if rule == 3 and not _WAYS & set(subject):
                continue
            told_of = _ASKED_FOR.match(" ".join(subject))  # "the vest you were to bring"
            if told_of:
                subject = said[start : start + len(told_of[1].split())]
            if not subject or denied(said)[verb] or _OTHER_VERBS & set(subject) or not _is_stated(said, start, verb):
                continue
            is_event = rule == 0
            stops = _NOT_OF_EVENT if is_event else _BEFORE_NOUN
            if subject[0] not in _BEFORE_NOUN and (is_event or len(subject) <= _LONGEST_THING):
                end = start + len(subject)
                found.append(Range(start, next((at for at in range(start, end) if said[at] in stops), end), verb))
    return found


def _of_echoes(said: tuple[str, ...], text: str) -> list[Range]:
    found = [
        Range(_clause_start(said, at), at, at) for at in (_place(text, m.start()) for m in _NO_THANKS.finditer(text))
    ]
    for start in (at + 1 for at, word in enumerate(said) if word in MARKS):
        clause = " ".join(said[start : _clause_end(said, start)])
        if not _ECHO.fullmatch(clause) or not _is_stated(said, start, start):
            continue
        before = _clause_start(said, start - 1)
        while before and said[before] in _BEFORE_NOUN and said[before - 1] == COMMA:  # "on Sunday, from ten to four,"
            before = _clause_start(said, before - 1)
        if not any(denied(said)[before : start - 1]):  # else it may be about what was denied there
            found.append(Range(before, start - 1, start - 1))
    return found


def _of_names(said: tuple[str, ...], text: str) -> list[Range]:
    found: list[Range] = []
    for match in _BY_NAME.finditer(text):
        verb, start = _place(text, match.start()), _place(text, match.end())
        if not denied(said)[verb] and _is_stated(said, _clause_start(said, verb), verb):
            end = _clause_end(said, start)
            ends = _PARTS if _REQUESTS & set(said[start : start + 3]) else _PARTS | _NOT_OF_EVENT
            stop = next((at for at in range(start, end) if said[at] in ends), end)
            found.append(Range(start, stop, end))
    for pattern in (_LEFT, _MEANT):
        for match in pattern.finditer(text):
            verb, start = _place(text, match.start()), _place(text, match.end())
            if not denied(said)[verb]:
                end = start + len(match[1].split())
                found.append(Range(start, end, end))
    return found


def _of_clauses(said: tuple[str, ...], text: str) -> list[Range]:
    """What is to stop, and what "used to" be: all of their clause."""
    found: list[Range] = []
    for pattern in (_STOPPED, _FORMERLY):
        for match in pattern.finditer(text):
            verb = _place(text, match.start())
            start = _clause_start(said, verb) if pattern is _FORMERLY else verb
            if not denied(said)[verb] and _is_stated(said, start, verb):
                end = _clause_end(said, verb)
                found.append(Range(start, end, end))
    return found


def _is_stated(said: tuple[str, ...], start: int, verb: int) -> bool:
    """Whether a clause states something of now: no supposition, question, contrast, or thing of the past."""
    if (start < verb and said[start] in _SUPPOSED) or "last" in said[start:verb]:
        return False
    if start > 1 and said[start - 1] == "that" and said[start - 2] not in _TOLD:
        return False
    clause = " ".join(said[verb : _clause_end(said, verb)])
    is_contrasted = re.search(r"\blast\b| but (?:at|by|for|from|in|on)\b", clause)
    return not is_contrasted and not _MENDED.search(" ".join(said[verb:]))


def _clause_start(said: tuple[str, ...], verb: int) -> int:
    """Where a verb's clause begins; a comma right before the verb closes an insertion and is part of it."""
    bounds = _BOUNDS - {COMMA} if verb and said[verb - 1] == COMMA else _BOUNDS
    return next((at + 1 for at in range(verb - 1, -1, -1) if said[at] in bounds), 0)


def _clause_end(said: tuple[str, ...], start: int) -> int:
    return next((at for at in range(start, len(said)) if said[at] in MARKS), len(said))


def _place(text: str, offset: int) -> int:
    return text.count(" ", 0, offset)
