"""Gathers the requests of one utterance: which parts belong together, which stand alone, which only tell."""

from collections.abc import Sequence
from dataclasses import replace

from agent.models.text.script.language import Token, tokenize, words_of
from agent.models.text.script.tools import free_text
from agent.models.text.script.tools.agenda import Item, Ready, Wanted
from agent.models.text.script.tools.beyond import is_beyond
from agent.models.text.script.tools.carrying import carried
from agent.models.text.script.tools.dictation import take_dictation
from agent.models.text.script.tools.evidence import STATING, flag_words
from agent.models.text.script.tools.exclusions import named_rest
from agent.models.text.script.tools.follow_ups import SUBJECTS, follow_up
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.matching import ENOUGH, STRONG
from agent.models.text.script.tools.phrasing import BACK, LEAVE, has_query, leaves, only_refers
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import by_name
from agent.models.text.script.tools.repairing import repaired
from agent.models.text.script.tools.replacing import take_apart
from agent.models.text.script.tools.requests import Request, inherit, split_requests
from agent.models.text.script.tools.rethinking import put_in_place, rethought
from agent.models.text.script.tools.sparing import meant_by, wants_other_state
from agent.models.text.script.tools.states import state_of
from agent.models.text.script.tools.telling import describe
from agent.models.text.script.tools.wording import sentence, the
from agent.models.text.script.tools.work import Work

_ENOUGH_BEHIND = 1.0  # for "... and the filters", which shares its verb with what came before
_AND = Token("and", "and")
_TOUCH = ("touch", "change")


class Gathering:
    """The requests of one utterance in the making."""

    def __init__(self, work: Work, *, enough: float) -> None:
        """``enough``: how well a tool must fit a question."""
        self._work, self._enough = work, enough
        self._items: list[Item] = []
        self._told: tuple[Token, ...] = ()  # what was said without asking for anything
        self._only_named = ""
        self._spared: list[tuple[Token, ...]] = []
        self._leaving = False  # as in "leave the lamp and the porch light on"
        self._followed = False  # as in "And in business? And in economy?"
        self._claimed = False

    def fits(self, text: str) -> bool:
        """Whether the words ask for something of their own, done or looked up."""
        requests = [request for request in split_requests(text) if request.verb or request.question]
        return any(self._is_for_tools(self._work.read(request)) for request in requests)

    def gather(self, text: str) -> bool:
        """Put what is asked for on the agenda. False where nothing is."""
        text, instead = rethought(text)
        dictated = take_dictation(self._work, text)
        requests = split_requests(dictated.text)
        for request in requests:
            for part in take_apart(self._work.read(request), self._work.tools, self._work.knowledge):
                self._take(repaired(part, self._work.tools), dictated.text, alone=len(requests) == 1)
        if instead:
            self._rethink(instead)
        self._items = [replace(item, reading=replace(item.reading, spared=tuple(self._spared))) for item in self._items]
        if self._items and dictated.body:
            self._dictate(self._items[-1], dictated.body)
        for item in self._items:
            ranked = self._work.ranked(item.reading, enough=item.enough) if item.tool is None else []
            tool = ranked[0].tool if ranked else None
            item.answers.update(carried(self._work.before, item, tool, context=self._work.context))
            days = [m.days[0] for m in item.reading.moments if m.days]
            self._work.day = days[0] if days else self._work.day
        if self._items:
            self._drop_superseded(self._items[0])
        elif self._only_named:
            self._work.note(self._only_named)
        self._work.agenda = [*self._items, *self._work.agenda]
        return self._claimed

    def _rethink(self, instead: str) -> None:
        """What was said last takes the place of what was said first, or of the whole of it."""
        if self._items and (better := put_in_place(self._work, self._items[-1], instead)) is not None:
            self._items[-1] = better
            return
        requests = split_requests(instead)
        if requests and (requests[0].verb or requests[0].question) and self._items:
            self._items.pop()
        for request in requests:
            self._take(request, instead, alone=len(requests) == 1)

    def _take(self, request: Request, text: str, *, alone: bool) -> None:
        self._leaving = leaves(request) or (
            self._leaving and request.verb is None and not (request.question or request.wish)
        )
        untouched = request.negated and request.verb and (self._items or request.verb in _TOUCH)
        if request.spares or self._leaving or untouched:
            self._spare(self._work.read(request))
            return
        if self._spared and request.verb:
            words = named_rest(request.words, [token.word for token in self._spared[-1]])
            request = request if words == [*request.words] else replace(request, tokens=tokenize(" ".join(words)))
        reading = self._with_what_was_told(self._work.read(request, alone=alone))
        request = reading.request
        adds = request.verb is None and not request.question and (not request.wish or not reading.content)
        if self._followed and (another := self._again(reading, f"and {' '.join(request.words)}")) is not None:
            self._items.append(another)
        elif self._items and request.verb and only_refers(reading):
            earlier = self._items[-1].reading.request
            self._items[-1] = Item(self._work.read(replace(request, tokens=(*request.tokens, *earlier.tokens))))
        elif self._items and self._completes(reading):
            earlier = self._items[-1].reading.request
            self._items[-1] = Item(self._work.read(replace(request, tokens=(*request.tokens, _AND, *earlier.tokens))))
        elif self._items and adds and not request.told:
            self._continue(request)
        elif not self._items and (more := self._one_more(request, text) or self._again(reading, text)) is not None:
            self._items.append(more)
            self._followed = more.tool is not None and more.tool.reads
        elif self._is_for_tools(reading):
            self._begin(reading)
        else:
            self._told = (*self._told, *([_AND] if self._told else []), *request.tokens)
            return
        self._claimed = True

    def _with_what_was_told(self, reading: Reading) -> Reading:
        """As in "Please move it" behind "the dentist can see me on Thursday" is about both."""
        request = reading.request
        refers = bool(BACK & {*request.words}) and bool(request.verb or request.question)
        bare = not reading.content and (request.wish or (request.question and not reading.moments))
        if not self._told or not (refers or bare):
            return reading
        return self._work.read(replace(request, tokens=(*request.tokens, *self._told)))

    def _begin(self, reading: Reading) -> None:
        thing = self._named_alone(reading)
        if reading.request.negated:
            if reading.request.words[0] != "no":  # "No lights on, please" only says how it shall be
                self._spare(reading)
        elif thing is not None:
            self._work.focus, self._told = [thing], (*self._told, *reading.tokens)
            known = f"{the(thing.name)} is {state_of(thing)}. " if state_of(thing) else f"{describe(thing)}. "
            self._only_named = sentence(known + "What would you like me to do with it?")
        else:
            self._items.append(Item(reading, enough=self._enough))

    def _continue(self, request: Request) -> None:
        """A part without a verb: one more thing for the request before it, or more words for it."""
        earlier = self._items[-1].reading.request
        if request.negated:
            self._spare(self._work.read(request))
            return
        reading = self._work.read(inherit(request, earlier))
        together = Item(self._work.read(replace(earlier, tokens=(*earlier.tokens, _AND, *request.tokens))))
        if (another := self._of_another_day(reading)) is not None:
            self._items.append(another)
            return
        completes = self._n_open(self._items[-1]) > self._n_open(together)
        if not completes and reading.content and self._work.ranked(reading, enough=_ENOUGH_BEHIND):
            self._items.append(Item(reading, enough=_ENOUGH_BEHIND))
        else:
            self._items[-1] = together

    def _of_another_day(self, reading: Reading) -> Item | None:
        """As in "The invoice of April 8th. And the one of April 10th": days by which two things are named."""
        earlier = self._items[-1].reading
        both = any(m.days for m in earlier.moments) and any(m.days for m in reading.moments)
        ranked = self._work.ranked(earlier) if both else []
        if not ranked or ranked[0].tool.of_kind("day", "moment", "weekdays"):
            return None
        return Item(reading, ranked[0].tool)

    def _completes(self, reading: Reading) -> bool:
        """As in "Answer Juniper. Comment that ...": the same use of a tool, with the text that it lacked."""
        item = self._items[-1]
        step = self._work.step(item)
        ranked = self._work.ranked(reading)
        if ranked and ranked[0].tool.of_kind("weekdays"):
            earlier = self._work.ranked(item.reading)
            return bool(earlier) and earlier[0].tool is ranked[0].tool
        if not isinstance(step, Wanted) or step.param.kind != "body" or not reading.request.verb:
            return False
        return free_text.read(step.tool, step.param, reading, knowledge=self._work.knowledge) is not None

    def _again(self, reading: Reading, text: str) -> Item | None:
        before = self._work.before
        if reading.request.told:
            return None
        if before is not None and not before.tool.reads and not {"same"} & {*reading.request.words}:
            ranked, named = self._work.ranked(reading), self._named_alone(reading)
            fits = named is not None and any(
                named in self._work.knowledge.fitting(before.tool, param) for param in before.tool.of_kind("reference")
            )
            adds = bool(before.tool.of_kind("title")) and words_of(text)[0] in ("and", "also")
            repeats = adds and before.tool in [match.tool for match in ranked]
            other = ranked and ranked[0].tool is not before.tool and not (fits or repeats)
            if reading.request.demand or other:
                return None
        return follow_up(before, reading, text, context=self._work.context)

    def _dictate(self, item: Item, body: str) -> None:
        """What was dictated, as the text that the request lacks."""
        ranked = self._work.ranked(item.reading, enough=item.enough)
        param = next((p for p in ranked[0].tool.required if p.kind == "body"), None) if ranked else None
        if param is not None:
            item.tool, item.answers[param.name] = ranked[0].tool, body

    def _one_more(self, request: Request, text: str) -> Item | None:
        """As in "And the oat milk": what was done last, with something else."""
        last, before = self._work.last, self._work.last_request
        if last is None or before is None or request.verb or request.question or request.wish:
            return None
        if request.told or (SUBJECTS | {"same"}) & {*request.words}:
            return None
        if self._work.ranked(self._work.read(request)):
            return None
        reading = self._work.read(inherit(request, before))
        ranked = self._work.ranked(reading) if reading.content else []
        adds = words_of(text)[0] in ("and", "also", "plus", "then") or {"too", "well", "also"} & {*request.words}
        strong = bool(ranked) and ranked[0].score >= STRONG and not STATING & {*request.words}
        fits = bool(ranked) and ranked[0].tool is last.tool and (bool(adds) or strong)
        return Item(reading) if fits else None

    def _is_for_tools(self, reading: Reading) -> bool:
        """Whether a tool fits. What the user must do is for the tools only where it can be entered somewhere."""
        request = reading.request
        asks = request.question or request.wish
        if request.told or (request.own and request.verb is None and not reading.moments):
            return False
        ranked = self._work.ranked(reading, enough=self._enough if asks else ENOUGH)
        ranked = [match for match in ranked if not request.question or has_query(match.tool, reading)]
        begins = not self._items and self._work.asked is None
        if not ranked or is_beyond(ranked[0].tool, reading, work=self._work, begins=begins):
            return False
        states = not (asks or request.verb or request.own or request.demand) and bool(STATING & {*request.words})
        return not states or bool(ranked[0].tool.of_kind("weekdays"))

    def _named_alone(self, reading: Reading) -> Thing | None:
        """The thing that was named with nothing said about it."""
        request = reading.request
        if request.verb or request.question or request.wish or reading.moments or reading.numbers:
            return None
        if any(flag_words(param, reading) for tool in self._work.tools for param in tool.of_kind("flag")):
            return None
        return by_name(reading.content_tokens, list(self._work.knowledge.things.values())).only

    def _n_open(self, item: Item) -> int:
        """How many arguments are missing that only words can give."""
        step = self._work.step(item)
        if not isinstance(step, Ready | Wanted):
            return 0
        unnamed = [name for name, phrase in step.filled.unknown.items() if not phrase]
        return len([p for p in step.filled.missing if p.kind != "reference" or p.name in unnamed])

    def _spare(self, reading: Reading) -> None:
        """Something is not to be touched: by what is asked for beside it, or at all."""
        request = reading.request
        acts = request.negated and request.verb in request.words
        said = reading.tokens[request.words.index(request.verb or "") + 1 :] if acts else reading.tokens
        said = () if acts and not reading.content and not reading.moments else said
        named = tuple(token for token in said if token.word not in (*LEAVE, "alone", "touch"))
        things = meant_by(named, list(self._work.knowledge.things.values()), now=reading.now)
        if (put_back := self._put_back(reading, things)) is not None:
            self._items.append(put_back)
            self._claimed = True
            return
        self._spared.extend([named] if named else [])
        self._work.report.spared.append(named)
        self._claimed = self._claimed or bool(things) or bool(self._items) or not reading.request.spares

    def _put_back(self, reading: Reading, things: Sequence[Thing]) -> Item | None:
        """As in "Oh, but leave the lamp on" when we have just switched it off."""
        last = self._work.last
        if last is None or len(things) != 1 or things[0].id not in last.touched or reading.request.verb not in LEAVE:
            return None
        for tool in self._work.tools:
            for param in tool.of_kind("reference"):
                changed = wants_other_state(tool, things[0], reading)
                if changed and not tool.reads and things[0] in self._work.knowledge.fitting(tool, param):
                    return Item(reading, tool, {param.name: things[0], **changed})
        return None

    def _drop_superseded(self, newer: Item) -> None:
        """Questions that the user has passed over: about a look-up, or about the same kind of thing as asked now."""
        ranked = self._work.ranked(newer.reading)
        tool = ranked[0].tool if ranked else None
        self._work.agenda = [
            item
            for item in self._work.agenda
            if item.asked is None or item.tool is None or not (item.tool.reads or item.tool is tool)
        ]
