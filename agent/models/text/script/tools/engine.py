"""The scripted model's tool user: hears requests, keeps them on an agenda, calls, asks, and says what was done."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from agent.models.base import ToolSpec
from agent.models.text.script.actions import Action, Say, Use
from agent.models.text.script.language import Token, tokenize, words_of
from agent.models.text.script.tools import asking, free_text
from agent.models.text.script.tools.agenda import Item, Ready, Wanted, next_step, spread
from agent.models.text.script.tools.answering import take_answer
from agent.models.text.script.tools.confirming import Done, confirm
from agent.models.text.script.tools.correcting import correct, read_correction
from agent.models.text.script.tools.filling import Context
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.lookups import Lookup
from agent.models.text.script.tools.matching import ENOUGH, STATING, Matcher, flag_words
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import by_name, by_pointing, points
from agent.models.text.script.tools.requests import Request, inherit, read_request, split_requests
from agent.models.text.script.tools.states import state_of
from agent.models.text.script.tools.telling import describe, tell
from agent.models.text.script.tools.toolview import view_tools
from agent.models.text.script.tools.wording import sentence, the
from agent.models.text.script.tools.vocabulary import STOP
from agent.models.text.script.variety import Variety
from scenarios.forms.names import distance

STRONG = 4.0  # a request that fits a tool this well is no answer to a question and no small talk

_ENOUGH_BEHIND = 1.0  # for "... and the filters", which shares its verb with what came before
_ENOUGH_IF_EAGER = 1.2
_MOST_ASKED = 3
_IN_WORDS = ("title", "body", "query", "text", "place", "names")
_ONCE_MORE = re.compile(r"\b(?:one more time|one last time)\b", re.IGNORECASE)
_SAME_DAY = re.compile(r"\b(?:on )?(?:the )?(?:same|that) day\b", re.IGNORECASE)
_BACK = frozenset("it that there then them they ones those these".split())
_AND = Token("and", "and")
_FINAL = frozenset({"order", "pay", "book", "send"})  # never in one step with what may come before them
_DONE = ("Done.", "All set.", "There we go.", "That's done.", "Okay.")
_DROP = frozenset(
    map(tuple, map(str.split, ("never mind", "forget it", "forget that", "skip it", "skip that", "leave it")))
)
_INTERRUPTED = "interrupted by the user"


@dataclass(frozen=True)
class _Call:
    """A call that was made and has not returned."""

    item: Item
    step: Ready | Lookup


@dataclass
class _Report:
    """What is to be said when the floor is ours again."""

    done: list[Done] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class ToolEngine:
    """One conversation's work with the tools."""

    def __init__(self, specs: Sequence[ToolSpec], *, now: datetime, variety: Variety) -> None:
        self._tools = view_tools(specs)
        self._matcher = Matcher(self._tools)
        self._now, self._variety = now, variety
        self._knowledge = Knowledge()
        self._agenda: list[Item] = []
        self._calls: dict[str, _Call] = {}
        self._report = _Report()
        self._listed: list[Thing] = []
        self._focus: list[Thing] = []
        self._day: date | None = None
        self._last: Done | None = None
        self._last_request: Request | None = None
        self._n_calls = 0
        self._enough = ENOUGH

    @property
    def has_tools(self) -> bool:
        """Whether there is anything that it can do."""
        return bool(self._tools)

    @property
    def question(self) -> str | None:
        """The question that still waits for its answer, to be asked again after other talk."""
        item = next((item for item in self._agenda if item.asked is not None), None)
        step = self._step(item) if item is not None else None
        return self._ask(step) if isinstance(step, Wanted) else None

    def is_meant(self, text: str) -> bool:
        """Whether the words are plainly for the tools, whatever else they may mean."""
        readings = [Reading(request, self._now) for request in split_requests(text)]
        return any(self._matcher.is_grounded(reading, self._knowledge) for reading in readings)

    def drops(self, text: str) -> bool:
        """Whether the user lets go of what was asked about."""
        waiting = any(item.asked is not None for item in self._agenda)
        return waiting and any(words_of(text)[: len(drop)] == drop for drop in _DROP)

    def hear(self, text: str, *, eager: bool = False) -> bool:
        """Take in what the user said. False where it has nothing to do with the tools.

        ``eager``: nobody else has an answer, so a weaker likeness to a question that a tool could answer is enough.
        """
        self._enough = _ENOUGH_IF_EAGER if eager else ENOUGH
        if self._day is not None:
            text = _SAME_DAY.sub(f"on {self._day.isoformat()}", text)
        text = _ONCE_MORE.sub("again", text)
        asked = next((item for item in self._agenda if item.asked is not None), None)
        if asked is not None:
            if self.drops(text):
                self._agenda.remove(asked)
                self._report.notes.append(self._variety.pick(("Okay, I'll leave that.", "All right, forget that one.")))
                return True
            if not self._is_new(text, asked) and take_answer(asked, text, now=self._now, context=self._context):
                asked.asked, asked.options = None, ()
                return True
        return self._hear_correction(text) or self._tell_of_listed(text) or self._hear_requests(text)

    def result(self, call_id: str, *, ok: bool, output: str) -> None:
        """A call returned."""
        call = self._calls.pop(call_id, None)
        if call is None:
            return
        value = _read_json(output)
        if isinstance(call.step, Lookup):
            call.item.lookups.add(call.step.key)
            self._knowledge.looked_up.add(call.step.key)
            if ok:
                self._knowledge.learn(value, tool=call.step.tool)
        elif ok:
            self._succeeded(call.item, call.step, value)
        else:
            error = str(value.get("error", "")) if isinstance(value, dict) else str(value)
            if error != _INTERRUPTED:
                self._report.refused.append(asking.explain(error))

    def act(self, *, may_call: bool = True) -> list[Action]:
        """Calls to make now, or else what there is to say."""
        calls = self._make_calls() if may_call else []
        if calls:
            return calls
        report, self._report = self._report, _Report()
        parts = [*self._confirmed(report.done), *dict.fromkeys(report.told), *report.refused, *report.notes]
        if (wanted := self._next_question(other_words=bool(parts))) is not None:
            parts.append(wanted)
        return [Say(" ".join(parts))] if parts else []

    @property
    def _context(self) -> Context:
        return Context(self._knowledge, self._listed, self._focus, self._day)

    def _is_new(self, text: str, asked: Item) -> bool:
        """Whether this is a request of its own and no answer to our question."""
        for request in split_requests(text):
            reading = Reading(request, self._now)
            ranked = self._matcher.ranked(reading, self._knowledge)
            if self._is_about(asked, reading):
                continue
            if request.question and ranked and ranked[0].tool.reads and ranked[0].tool is not asked.tool:
                return True
            if not (request.verb or request.question) or not ranked or ranked[0].score < STRONG:
                continue
            in_words = asked.asked is not None and asked.asked.kind in _IN_WORDS
            if ranked[0].tool is not asked.tool or in_words or self._names_another(asked, reading):
                return True
        return False

    def _names_another(self, asked: Item, reading: Reading) -> bool:
        """Whether a request names some other thing than the one that we asked about."""
        step = self._step(asked)
        things = list(step.filled.things.values()) if isinstance(step, Wanted) else []
        return (
            bool(things and reading.request.verb and reading.content)
            and not by_name(reading.content_tokens, things).things
        )

    def _is_about(self, asked: Item, reading: Reading) -> bool:
        """Whether the thing that we asked about is named again, with what we asked for."""
        step = self._step(asked)
        things = list(step.filled.things.values()) if isinstance(step, Wanted) else []
        figures = reading.moments or reading.numbers
        return bool(figures and not reading.request.question and by_name(reading.content_tokens, things).things)

    def _hear_correction(self, text: str) -> bool:
        tokens = read_correction(text) if self._last is not None else None
        if self._last is None or tokens is None:
            return False
        if not tokens:
            self._report.notes.append(
                self._variety.pick(("Sorry. What should I change?", "Oh, sorry. How should it be?"))
            )
            return True
        items = correct(self._last, tokens, tools=self._tools, now=self._now, context=self._context)
        self._agenda[:0] = items
        if not items and by_name(tokens, list(self._last.things.values())).only is not None:
            self._report.notes.append(self._variety.pick(("That's how it is now.", "That's what I did.")))
            return True
        return bool(items)

    def _hear_requests(self, text: str) -> bool:
        items: list[Item] = []
        context: tuple[Token, ...] = ()
        named_alone = ""
        claimed = False
        requests = split_requests(text)
        for request in map(self._repaired, requests):
            reading = self._read(request, alone=len(requests) == 1)
            refers = bool(_BACK & {*request.words}) and bool(request.verb or request.question)
            bare = not reading.content and (request.wish or (request.question and not reading.moments))
            if context and (refers or bare):
                request = replace(request, tokens=(*request.tokens, *context))
                reading = self._read(request)
            adds = request.verb is None and not request.question and (not request.wish or not reading.content)
            if items and request.verb and _only_refers(reading):
                earlier = items[-1].reading.request
                items[-1] = Item(self._read(replace(request, tokens=(*request.tokens, *earlier.tokens))))
            elif adds and items:
                claimed = self._continue(items, request) or claimed
            elif (more := self._one_more(request, text)) is not None and not items:
                claimed = True
                items.append(more)
            elif self._claims(reading):
                claimed = True
                if request.negated or request.verb in ("leave", "keep"):
                    self._leave_alone(reading)
                elif (thing := self._only_named(reading)) is not None:
                    self._focus, context = [thing], (*context, *request.tokens)
                    known = f"{the(thing.name)} is {state_of(thing)}. " if state_of(thing) else f"{describe(thing)}. "
                    named_alone = sentence(known + "What would you like me to do with it?")
                else:
                    items.append(Item(reading, enough=self._enough))
            else:
                context = (*context, *([_AND] if context else []), *request.tokens)
        for item in items:
            self._day = next((m.days[0] for m in item.reading.moments if m.days), self._day)
        if items:
            self._drop_superseded(items[0])
        elif named_alone:
            self._report.notes.append(named_alone)
        self._agenda = [*items, *self._agenda]
        return claimed

    def _drop_superseded(self, newer: Item) -> None:
        """Questions that the user has passed over: about a look-up, or about the same kind of thing as asked now."""
        ranked = self._matcher.ranked(newer.reading, self._knowledge)
        tool = ranked[0].tool if ranked else None
        self._agenda = [
            item
            for item in self._agenda
            if item.asked is None or item.tool is None or not (item.tool.reads or item.tool is tool)
        ]

    def _repaired(self, request: Request) -> Request:
        """A verb that was misheard, such as "look the door", as the verb of a tool that sounds like it."""
        if not request.tokens or request.question or request.wish:
            return request
        first, second = request.words[0], " ".join(request.words[1:2])
        odd = first == "look" and second not in ("at", "for", "up", "into", "over", "like", "")
        if not odd and (request.verb or first in STOP):
            return request
        flags = (word for tool in self._tools for param in tool.of_kind("flag") for word in param.flags)
        verbs = {*(tool.short[0] for tool in self._tools), *flags}
        near = [word for word in sorted(verbs) if word != first and len(first) > 3 and distance(first, word) <= 1]
        if not near:
            return request
        return replace(request, verb=near[0], tokens=(Token(near[0], near[0]), *request.tokens[1:]))

    def _continue(self, items: list[Item], request: Request) -> bool:
        """A part without a verb: one more thing for the request before it, or more words for it."""
        earlier = items[-1].reading.request
        if request.negated:
            self._leave_alone(Reading(request, self._now))
            return True
        reading = Reading(inherit(request, earlier), self._now)
        together = Reading(replace(earlier, tokens=(*earlier.tokens, _AND, *request.tokens)), self._now)
        if self._still_open(items[-1]) > self._still_open(Item(together)):
            items[-1] = Item(together)
        elif reading.content and self._matcher.ranked(reading, self._knowledge, enough=_ENOUGH_BEHIND):
            items.append(Item(reading, enough=_ENOUGH_BEHIND))
        else:
            items[-1] = Item(together)
        return True

    def _still_open(self, item: Item) -> int:
        """How many arguments are missing that only words can give."""
        step = self._step(item)
        if isinstance(step, Lookup) or step is None:
            return 0
        unnamed = [name for name, phrase in step.filled.unknown.items() if not phrase]
        return len([p for p in step.filled.missing if p.kind != "reference" or p.name in unnamed])

    def _claims(self, reading: Reading) -> bool:
        """Whether a tool fits. What the user must do is for the tools only where it can be entered somewhere."""
        request = reading.request
        asks = request.question or request.wish
        if request.own and request.verb is None and not reading.moments:
            return False
        if not (asks or request.verb or request.own or request.demand) and STATING & {*request.words}:
            return False
        ranked = self._matcher.ranked(reading, self._knowledge, enough=self._enough if asks else ENOUGH)
        if not ranked:
            return False
        searching = next((param for param in ranked[0].tool.required if param.kind == "query"), None)
        return searching is None or free_text.query(ranked[0].tool, reading) is not None or not request.question

    def _tell_of_listed(self, text: str) -> bool:
        """ "Which one is the cheapest?" of what was just listed."""
        reading = Reading(read_request(tokenize(text)), self._now)
        if not reading.request.question or not points([token.word for token in reading.content_tokens]):
            return False
        thing = by_pointing(reading.request.words, self._listed, ()).only
        if thing is None:
            return False
        self._focus = [thing]
        self._report.notes.append(f"That's {describe(thing)}.")
        return True

    def _read(self, request: Request, *, alone: bool = False) -> Reading:
        return Reading(request, self._now, alone=alone, focus=tuple(self._focus))

    def _only_named(self, reading: Reading) -> Thing | None:
        """The thing that was named with nothing said about it."""
        request = reading.request
        if request.verb or request.question or request.wish or reading.moments or reading.numbers:
            return None
        if any(flag_words(param, reading) for tool in self._tools for param in tool.of_kind("flag")):
            return None
        return by_name(reading.content_tokens, list(self._knowledge.things.values())).only

    def _one_more(self, request: Request, text: str) -> Item | None:
        """ "And the oat milk": what was done last, with something else."""
        if self._last is None or self._last_request is None or request.verb or request.question or request.wish:
            return None
        if self._matcher.ranked(Reading(request, self._now), self._knowledge):
            return None
        reading = Reading(inherit(request, self._last_request), self._now)
        ranked = self._matcher.ranked(reading, self._knowledge) if reading.content else []
        adds = words_of(text)[0] in ("and", "also", "plus", "then") or {"too", "well", "also"} & {*request.words}
        return (
            Item(reading)
            if ranked and ranked[0].tool is self._last.tool and (adds or ranked[0].score >= STRONG)
            else None
        )

    def _leave_alone(self, reading: Reading) -> None:
        named = [token.word for token in reading.content_tokens if token.word not in ("leave", "keep", "alone")]
        what = the(" ".join(named)) if named else "that"
        self._report.notes.append(f"I've left {what} as it is.")

    def _step(self, item: Item) -> Ready | Wanted | Lookup | None:
        return next_step(item, matcher=self._matcher, tools=self._tools, context=self._context)

    def _make_calls(self) -> list[Action]:
        calls: list[Action] = []
        while self._agenda:
            self._agenda[:1] = spread(self._agenda[0], matcher=self._matcher, context=self._context)
            item = self._agenda[0]
            step = self._step(item)
            if step is None:
                self._agenda.pop(0)
                named = " ".join(token.word for token in item.reading.content_tokens)
                self._report.notes.append(f"I'm not sure what to do about {named or 'that'}.")
                continue
            waits = item.asked is not None  # for its answer, whatever was learned meanwhile
            if waits or isinstance(step, Wanted) or (calls and self._must_wait(step)):
                break
            calls.append(self._call(item, step))
            if isinstance(step, Lookup):
                break
            self._agenda.pop(0)
            if step.tool.reads:
                break
        return calls

    def _must_wait(self, step: Ready | Lookup) -> bool:
        return isinstance(step, Lookup) or step.tool.reads or bool(step.tool.verbs & _FINAL)

    def _call(self, item: Item, step: Ready | Lookup) -> Use:
        self._n_calls += 1
        call_id = f"call-{self._n_calls}"
        self._calls[call_id] = _Call(item, step)
        return Use(call_id, step.tool.name, step.arguments if isinstance(step, Lookup) else step.filled.values)

    def _succeeded(self, item: Item, step: Ready, value: Any) -> None:
        things = self._knowledge.learn(value, tool=step.tool)
        if step.tool.reads and not things and (narrower := _narrower(item, step)) is not None:
            self._agenda.insert(0, narrower)
            return
        if step.tool.reads:
            told, self._listed = tell(step.tool, step.filled.values, value, reading=item.reading)
            self._focus = self._listed[:1] if len(self._listed) == 1 else self._focus
            self._report.told.append(told)
            return
        done = Done(step.tool, step.filled.values, step.filled.things, value)
        self._report.done.append(done)
        self._last, self._last_request = done, item.reading.request
        acted_on = [*step.filled.things.values()] or (things[:1] if not step.tool.plural else [])
        self._focus = acted_on or self._focus

    def _confirmed(self, done: Sequence[Done]) -> list[str]:
        return [self._variety.pick(_DONE), confirm(done)] if done else []

    def _next_question(self, *, other_words: bool) -> str | None:
        """What the first item needs. Nobody is asked the same again and again beside other things."""
        for item in list(self._agenda):
            step = self._step(item)
            if isinstance(step, Wanted):
                item.n_asked += 1
                if item.n_asked > _MOST_ASKED or (item.n_asked == _MOST_ASKED and other_words):
                    self._agenda.remove(item)
                    continue
                item.tool, item.asked, item.options = step.tool, step.param, step.options
                return self._ask(step)
        return None

    def _ask(self, step: Wanted) -> str:
        if step.options:
            return asking.ask_which(step.options, step.param)
        if step.param.kind == "reference":
            known = self._knowledge.fitting(step.tool, step.param)
            return asking.ask_unknown(step.phrase, step.param, known)
        thing = next(iter(step.filled.things.values()), None)
        return asking.ask_for(step.tool, step.param, thing=thing, variety=self._variety)


def _only_refers(reading: Reading) -> bool:
    """ "Please add it": a verb for what was named before."""
    figures = reading.moments or reading.numbers or reading.request.question
    return not reading.content and not figures and bool(_BACK & {*reading.request.words})


def _narrower(item: Item, step: Ready) -> Item | None:
    """The same search for the longest of its words alone, where all of them together found nothing."""
    query = next(iter(step.tool.of_kind("query")), None)
    words = str(step.filled.values.get(query.name, "")).split() if query is not None else []
    if query is None or len(words) < 2:
        return None
    return replace(item, tool=step.tool, answers={query.name: max(words, key=len)})


def _read_json(output: str) -> Any:
    try:
        return json.loads(output)
    except ValueError:
        return output
