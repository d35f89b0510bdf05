"""Takes in what the user said: an answer to our question, a correction, or requests."""

import re
from collections.abc import Callable

from agent.models.text.script.language import tokenize, words_of, written
from agent.models.text.script.tools import abilities
from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.answering import take_answer
from agent.models.text.script.tools.comparing import compares
from agent.models.text.script.tools.correcting import correct, read_correction
from agent.models.text.script.tools.evidence import asked_verbs
from agent.models.text.script.tools.filling import unfitting
from agent.models.text.script.tools.follow_ups import once_more
from agent.models.text.script.tools.gathering import Gathering
from agent.models.text.script.tools.matching import ENOUGH, STRONG
from agent.models.text.script.tools.questions import answered
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.readings import find_numbers, is_numeral
from agent.models.text.script.tools.references import by_name, by_pointing, points
from agent.models.text.script.tools.refusing import left_of, refuse, refused_first, refuses
from agent.models.text.script.tools.requests import Request, is_deed, read_request, split_requests
from agent.models.text.script.tools.rethinking import rethought
from agent.models.text.script.tools.rewording import in_other_words, looks_spelled_out, that_amount
from agent.models.text.script.tools.telling import describe
from agent.models.text.script.tools.undoing import takes_back, undo
from agent.models.text.script.tools.work import Work

_ENOUGH_IF_EAGER = 1.2
_IN_WORDS = ("title", "body", "query", "text", "place", "names")
_ALL_TOGETHER = re.compile(r",?\s*\b(?:in total|all together|altogether)\b", re.IGNORECASE)
_OF_TOTALS = frozenset(
    "total tax delivery price cost costs all altogether together included come comes arrive arrives get gets".split()
)
_STATING = frozenset("you i we it he she they there the my our".split())
_SAYING = _STATING | frozenset(
    "yes yeah yep no nope ok okay sure right fine good great thanks thank well so that this all nothing not and but "
    "nice perfect cool wow oh hm maybe because wonderful super exactly hello hi hey bye goodbye".split()
)
_AROUND = frozenset(
    "yes yeah no ok okay just only please each pair pairs piece pack bag box of them it the is enough thanks".split()
)
_NO_AMOUNT = re.compile(r"\b(?:yes|yeah|ok|okay|just|only|please)\b,?", re.IGNORECASE)
_NO_WAY_BACK = (
    "I'm sorry, I can't take that back from here.",
    "That's done, and I have no way to undo it. What should be changed?",
)
_ACTING = re.compile(r"\b(?:make|change|move|set|put|turn|should|instead)\b", re.IGNORECASE)
_NOT_ALL_BACK = ("The rest I can't take back from here.",)
_DROP = frozenset(
    tuple(words.split()) for words in ("never mind", "forget it", "forget that", "skip it", "skip that", "leave it")
)


def hear(work: Work, text: str, *, eager: bool = False) -> bool:
    """Take in what was said. False where it has nothing to do with the tools.

    ``eager``: nobody else has an answer, so a weaker likeness to a question that a tool could answer is enough.
    """
    text = in_other_words(work, text)
    if work.asked is not None and compares(text) and text.rstrip().endswith("?") and answered(work, text):
        return True
    if (asked := work.asked) is not None:
        if drops(work, text):
            refuse(text, work.agenda, asked)
            work.tried = None
            work.note("Okay, I won't.", "All right, I won't.")
            return True
        if asked.asked is not None and (left := left_of(text, asked)) is not None:
            asked.answers[asked.asked.name] = left
            asked.asked, asked.options = None, ()
            return True
        answer = _without_refusals(text)
        if not _is_new(work, answer, asked) and take_answer(asked, answer, now=work.now, context=work.context):
            asked.asked, asked.options = None, ()
            return True
    enough = _ENOUGH_IF_EAGER if eager else ENOUGH
    if answered(work, text):
        return True
    if (total := _total_asked(work, text)) is not None:
        work.agenda.insert(0, total)
        return True
    text = _ALL_TOGETHER.sub("", that_amount(work, text))
    text = looks_spelled_out(work, text)
    return (
        _taken_back(work, text)
        or _amount_told(work, text)
        or _tried_again(work, text)
        or _corrected(work, text)
        or _told_of_listed(work, text)
        or Gathering(work, enough=enough).gather(text)
    )


def _without_refusals(text: str) -> str:
    """As in "No decaf. The house blend, please.": what is wanted, without what is not."""
    sentences = re.split(r"(?<=[.!;])\s+", text)
    wanted = [
        s for s in sentences if not all(request.negated for request in split_requests(s)) or not split_requests(s)
    ]
    return " ".join(wanted) if len(sentences) > 1 and wanted else text


def at_a_loss(work: Work, text: str) -> str | None:
    """What to say to a request that no tool can do, or to words that were not understood; None for mere statements."""
    requests = [request for request in split_requests(text) if not request.told]
    beyond = any((request.verb or request.wish or is_deed(request)) and not request.question for request in requests)
    asks = beyond or any(request.question for request in requests)
    if not requests or (not asks and words_of(text)[0] in _SAYING):
        return None
    return abilities.at_a_loss(work.tools, beyond=beyond, variety=work.variety)


def drops(work: Work, text: str) -> bool:
    """Whether the user lets go of what was asked about."""
    if work.asked is None:
        return False
    return any(words_of(text)[: len(drop)] == drop for drop in _DROP) or takes_back(text) or refuses(text, work.asked)


def let_go(work: Work, text: str, *, is_talk: Callable[[str], bool]) -> str:
    """As in "Stop. Turn off the lights": drops what was asked about, where that is refused before something else.

    What is left to hear. ``is_talk`` tells what is neither an answer nor for the tools.
    """
    asked = work.asked
    refusal, rest = refused_first(text, asked) if asked is not None else ("", text)
    if asked is None or not refusal or not (_is_new(work, rest, asked) or is_talk(rest)):
        return text
    refuse(refusal, work.agenda, asked)
    work.tried = None
    return rest


def _is_new(work: Work, text: str, asked: Item) -> bool:
    """Whether this is a request of its own and no answer to our question."""
    dictates = asked.asked is not None and asked.asked.kind == "body"
    if dictates and words_of(text)[:1] and words_of(text)[0] in _STATING and not text.rstrip().endswith("?"):
        return False
    for request in split_requests(text):
        reading = Reading(request, work.now)
        ranked = work.ranked(reading)
        if is_deed(request) or _acts_otherwise(work, asked, request):
            return True
        other = bool(ranked) and ranked[0].tool is not asked.tool
        if other and asked.tool is not None and request.verb and ranked[0].score >= STRONG:
            named = by_name(reading.content_tokens, work.things_of(asked)).things
            if not asked_verbs(request) & asked.tool.verbs and (not named or unfitting(reading.content_tokens, named)):
                return True
        if not ranked or _is_about(work, asked, reading):
            continue
        if request.question and ranked[0].tool.reads and other:
            return True
        if not (request.verb or request.question) or ranked[0].score < STRONG:
            continue
        in_words = asked.asked is not None and asked.asked.kind in _IN_WORDS
        if other or in_words or _names_another(work, asked, reading):
            return True
    return False


def _acts_otherwise(work: Work, asked: Item, request: Request) -> bool:
    """Whether something is to be done by a verb that a tool goes by, and not the one that we asked about."""
    if asked.tool is None or request.verb is None or request.question or request.verb != request.words[0]:
        return False
    verbs, only_looks = asked_verbs(request), asked.tool.reads
    return (
        only_looks and any(verbs & tool.verbs for tool in work.tools if not tool.reads) and not verbs & asked.tool.verbs
    )


def _is_about(work: Work, asked: Item, reading: Reading) -> bool:
    """Whether the thing that we asked about is named again, with what we asked for."""
    if reading.request.question or not (reading.moments or reading.numbers):
        return False
    return bool(by_name(reading.content_tokens, work.things_of(asked)).things)


def _names_another(work: Work, asked: Item, reading: Reading) -> bool:
    """Whether a request names some other thing than the one that we asked about."""
    things = work.things_of(asked)
    if not (things and reading.request.verb and reading.content):
        return False
    return not by_name(reading.content_tokens, things).things


def _amount_told(work: Work, text: str) -> bool:
    """As in "One each", "Just one pair": how many there shall be of what was dealt with last."""
    words = words_of(text)
    counts = any(is_numeral(word) for word in words) and all(is_numeral(word) or word in _AROUND for word in words)
    if work.last is None or work.before is None or not counts:
        return False
    if work.before.tool.reads:
        return len(work.focus) == 1 and Gathering(work, enough=ENOUGH).gather(f"I will take {_some(text)} of it.")
    param = next((p for p in work.last.tool.of_kind("number") if p.required), None)
    numbers = find_numbers(tokenize(_NO_AMOUNT.sub("", text)))
    if param is None or len(numbers) != 1:
        return False
    if work.last.arguments.get(param.name) == numbers[0].value:
        work.note("Yes, that's how it is.", "Exactly, that's what I did.")
        return True
    return False


def _total_asked(work: Work, text: str) -> Item | None:
    """As in "How much is it altogether?": the look at what tells a total, where a tool does."""
    reading = work.read(read_request(tokenize(text)))
    named = {token.word for token in reading.content_tokens} - _OF_TOTALS
    words = reading.request.words
    asks = _ALL_TOGETHER.search(text) or "total" in words or ({"all", "it"} & {*words} and {"come", "comes"} & {*words})
    if not asks or not (reading.request.question or words[:1] == ("total",)) or named or reading.moments:
        return None
    tool = next((t for t in work.tools if t.reads and not t.required and "total" in t.word_weights), None)
    return Item(reading, tool) if tool is not None else None


def _tried_again(work: Work, text: str) -> bool:
    """Whether the words put right what was just refused."""
    tried, work.tried = work.tried, None
    requests = split_requests(text)
    if tried is None or len(requests) != 1:
        return False
    item = once_more(tried, work.read(requests[0]), work.context)
    work.agenda[:0] = [item] if item is not None else []
    return item is not None


def may_be_taken_back(work: Work, text: str) -> bool:
    """Whether the words take back what was done with the tools last."""
    last = work.last
    return last is not None and work.before is not None and work.before.tool is last.tool and takes_back(text)


def _taken_back(work: Work, text: str) -> bool:
    """Takes back what was done last; says so plainly where that cannot be done."""
    if not may_be_taken_back(work, text):
        return False
    items, whole = undo(work.lately, tools=work.tools, now=work.now, knowledge=work.knowledge)
    work.agenda[:0] = items
    if not whole:
        work.note(*(_NOT_ALL_BACK if items else _NO_WAY_BACK))
    elif not items:
        work.note("That changed nothing, so there's nothing to take back.")
    return True


def _some(text: str) -> int:
    numbers = find_numbers(tokenize(_NO_AMOUNT.sub("", text)))
    return int(numbers[0].value) if numbers else 1


def _corrected(work: Work, text: str) -> bool:
    """Whether the words put right what was done last."""
    before, instead = rethought(text)
    begins_anew = (instead or before != text) and Gathering(work, enough=ENOUGH).fits(before)
    tokens = read_correction(text) if work.last is not None and not begins_anew else None
    if work.last is None or tokens is None:
        return False
    if tokens and work.before is not None and work.before.tool.reads and not _ACTING.search(text):
        return Gathering(work, enough=ENOUGH).gather(f"What about {written(tokens)}?")
    if not tokens:
        work.note("Sorry. What should I change?", "Oh, sorry. How should it be?")
        return True
    items = correct(work.last, tokens, tools=work.tools, now=work.now, context=work.context)
    work.agenda[:0] = items
    if not items and by_name(tokens, list(work.last.things.values())).only is not None:
        work.note("That's how it is now.", "That's what I did.")
        return True
    return bool(items)


def _told_of_listed(work: Work, text: str) -> bool:
    """Whether this asks for one of what was just listed: "Which one is the cheapest?"."""
    reading = Reading(read_request(tokenize(text)), work.now)
    if not reading.request.question or not points([token.word for token in reading.content_tokens]):
        return False
    thing = by_pointing(reading.request.words, work.listed, ()).only
    if thing is None:
        return False
    work.focus = [thing]
    work.note(f"That's {describe(thing)}.")
    return True
