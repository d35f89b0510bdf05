"""The scripted model's tool user: hears requests, keeps them on an agenda, calls, asks, and says what was done."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agent.models.base import ToolSpec
from agent.models.text.script.actions import Action, Say, Use
from agent.models.text.script.tools import asking, hearing, questions
from agent.models.text.script.tools.abilities import abilities
from agent.models.text.script.tools.agenda import Item, Ready, Wanted
from agent.models.text.script.tools.confirming import confirm, untouched
from agent.models.text.script.tools.follow_ups import Before
from agent.models.text.script.tools.journeys import way_of
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.lookups import Lookup
from agent.models.text.script.tools.outcomes import Done, outdates
from agent.models.text.script.tools.prerequisites import needed_first
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import split_requests
from agent.models.text.script.tools.searching import fitting, search_on
from agent.models.text.script.tools.sparing import Declined, meant_by, without_spared
from agent.models.text.script.tools.spreading import spread
from agent.models.text.script.tools.telling import tell, tell_of
from agent.models.text.script.tools.work import Report, Work
from agent.models.text.script.variety import Variety

_MOST_ASKED = 3
_MOST_REMEMBERED = 9  # look-ups
_FINAL = frozenset({"order", "pay", "book", "send"})  # never in one step with what may come before them
_ENDING = frozenset("cancel delete rm rmdir".split())  # what they were used on is no more
_DONE = ("Done.", "All set.", "There we go.", "That's done.", "Okay.")
_UNTOUCHED = ("All right, I won't touch that.", "Okay, that I won't touch.", "Good, I won't change anything there.")
_INTERRUPTED = "interrupted by the user"


@dataclass(frozen=True)
class _Call:
    """A call that was made and has not returned."""

    item: Item
    step: Ready | Lookup


class ToolEngine:
    """One conversation's work with the tools."""

    def __init__(self, specs: Sequence[ToolSpec], *, now: datetime, variety: Variety, owner: str | None = None) -> None:
        self._work = Work(specs, now=now, variety=variety, owner=owner)
        self._calls: dict[str, _Call] = {}
        self._n_calls = 0
        self._new: list[Item] = []  # what was asked for in the last words
        self._done_before: Done | None = None

    @property
    def has_tools(self) -> bool:
        """Whether there is anything that it can do."""
        return bool(self._work.tools)

    @property
    def question(self) -> str | None:
        """The question that still waits for its answer, to be asked again after other talk."""
        step = self._work.step(self._work.asked) if self._work.asked is not None else None
        return self._ask(step) if isinstance(step, Wanted) else None

    @property
    def abilities(self) -> str:
        """What it can do, in words."""
        return abilities(self._work.tools)

    def at_a_loss(self, text: str) -> str | None:
        """What to say to what is asked for and nobody can answer or do; None where nothing is asked for."""
        return hearing.at_a_loss(self._work, text)

    def is_meant(self, text: str) -> bool:
        """Whether the words are plainly for the tools, whatever else they may mean."""
        readings = [Reading(request, self._work.now) for request in split_requests(text)]
        return any(self._work.matcher.is_grounded(reading, self._work.knowledge) for reading in readings)

    def drops(self, text: str) -> bool:
        """Whether the user lets go of what was asked about, or takes back what was done last."""
        return hearing.drops(self._work, text) or hearing.may_be_taken_back(self._work, text)

    def let_go(self, text: str, *, is_talk: Callable[[str], bool]) -> str:
        """The words without a refusal of what was asked about in front of something else; that is dropped."""
        return hearing.let_go(self._work, text, is_talk=is_talk)

    def hear(self, text: str, *, eager: bool = False) -> bool:
        """Take in what the user said. False where it has nothing to do with the tools.

        ``eager``: nobody else has an answer, so a weaker likeness to a question that a tool could answer is enough.
        """
        before = list(self._work.agenda)
        heard = hearing.hear(self._work, text, eager=eager)
        self._new = [item for item in self._work.agenda if item not in before]
        if heard:
            self._done_before = self._work.last
        return heard

    def result(self, call_id: str, *, ok: bool, output: str) -> None:
        """A call returned."""
        call = self._calls.pop(call_id, None)
        if call is None:
            return
        value = _read_json(output)
        error = str(value.get("error", "")) if isinstance(value, dict) else str(value)
        if not ok and (first := needed_first(error, self._work.tools, call.item)) is not None:
            self._wait_for(first, call)
        elif isinstance(call.step, Lookup):
            call.item.lookups.add(call.step.key)
            self._work.knowledge.looked_up.add(call.step.key)
            if ok:
                self._work.knowledge.learn(value, tool=call.step.tool)
        elif ok:
            self._succeeded(call.item, call.step, value)
        elif call.item.searched and call.step.tool.reads and error != _INTERRUPTED:
            self._work.report.told.append(asking.found_nothing(call.item.searched))
        elif error != _INTERRUPTED:
            if call.step.tool.reads:
                self._work.before = Before(call.step.tool, call.step.filled.values, call.step.filled.things)
            else:
                self._work.tried = Before(call.step.tool, call.step.filled.values, call.step.filled.things)
            self._work.report.refused.append(asking.explain(error))

    def _wait_for(self, first: Item, call: _Call) -> None:
        """Do something else first, then what was refused."""
        agenda = self._work.agenda
        waiting = next((item for item in agenda if item.tool is first.tool), first)
        agenda[:] = [item for item in agenda if item is not waiting and item is not call.item]
        agenda[:0] = [waiting, call.item]
        call.item.after = waiting

    def act(self, *, may_call: bool = True) -> list[Action]:
        """Calls to make now, or else what there is to say."""
        calls = self._make_calls() if may_call else []
        if calls:
            return calls
        report, self._work.report = self._work.report, Report()
        worked = any(call.objection is None for call in report.done)
        done = [*([self._work.variety.pick(_DONE)] if worked else []), *([confirm(report.done)] if report.done else [])]
        parts = [*done, *self._left_alone(report), *dict.fromkeys(report.told), *report.refused, *report.notes]
        if (wanted := self._next_question(other_words=bool(parts))) is not None:
            parts.append(wanted)
        if not parts and report.spared:
            parts.append(self._work.variety.pick(_UNTOUCHED))
        return [Say(" ".join(parts))] if parts else []

    def _left_alone(self, report: Report) -> list[str]:
        """What is said of things that were not to be touched: how they are, if the tools have told."""
        known = list(self._work.knowledge.things.values())
        meant = {t.id: t for words in report.spared for t in meant_by(words, known, now=self._work.now)}
        alone = not (report.told or report.refused)
        told = untouched([*meant.values()], report.done) if report.done or alone else ""
        return [told] if told else []

    def _make_calls(self) -> list[Action]:
        """The calls that can be made side by side; a look-up and a reading call stand alone."""
        calls: list[Action] = []
        agenda = self._work.agenda
        while agenda:
            agenda[:1] = spread(
                agenda[0], matcher=self._work.matcher, tools=self._work.tools, context=self._work.context
            )
            item, step = agenda[0], self._work.step(agenda[0])
            if step is None:
                agenda.pop(0)
                named = " ".join(token.word for token in item.reading.content_tokens)
                self._work.note(f"I'm not sure what to do about {named or 'that'}.")
                continue
            if isinstance(step, Declined):
                agenda.pop(0)
                self._work.report.refused.append(step.why)
                continue
            # what waits for an answer waits, whatever was learned meanwhile
            if item.asked is not None or isinstance(step, Wanted) or (calls and _stands_alone(step)):
                break
            calls.append(self._call(item, step))
            if isinstance(step, Lookup):
                break
            agenda.pop(0)
            if step.tool.reads:
                break
        return calls

    def _call(self, item: Item, step: Ready | Lookup) -> Use:
        self._n_calls += 1
        call_id = f"call-{self._n_calls}"
        self._calls[call_id] = _Call(item, step)
        return Use(call_id, step.tool.name, step.arguments if isinstance(step, Lookup) else step.filled.values)

    def _succeeded(self, item: Item, step: Ready, value: Any) -> None:
        work = self._work
        work.before = Before(step.tool, step.filled.values, step.filled.things)
        before = dict(work.knowledge.things)
        things = work.knowledge.learn(value, tool=step.tool)
        if step.tool.reads:
            work.knowledge.seen.add(Lookup(step.tool, step.filled.values).key)
            if not things and (further := search_on(item, step, work.tools)) is not None:
                work.agenda.insert(0, further)
                return
            work.told = [*work.told[-_MOST_REMEMBERED:], Done(step.tool, step.filled.values, step.filled.things, value)]
            told, listed = self._found(item, step, value, things=things)
            work.listed = work.listed_with(listed)
            work.focus = listed[:1] if len(listed) == 1 else work.focus
            work.report.told.append(told)
            return
        work.last = Done(step.tool, step.filled.values, step.filled.things, value, before)
        work.last_request = item.reading.request
        work.report.done.append(work.last)
        work.acted.append(work.last)
        work.lately = list(work.report.done)
        work.told = [call for call in work.told if not outdates(work.last, call)]
        if step.tool.short[0] in _ENDING and len(step.tool.required) == 1:
            for thing in step.filled.things.values():
                if way_of(thing.fields) is not None or not thing.fields:
                    work.knowledge.forget(thing)
        made = next((p for p in step.tool.of_kind("title") if p.at_hand), None)
        if made is not None and made.name in step.filled.values:
            things = work.knowledge.learn({"files and folders": [step.filled.values[made.name]]}, tool=step.tool)
        acted_on = [*step.filled.things.values()] or (things[:1] if not step.tool.plural else [])
        work.focus = acted_on or work.focus

    def _found(self, item: Item, step: Ready, value: Any, *, things: list[Thing]) -> tuple[str, list[Thing]]:
        """What a look-up found, as far as it was asked for."""
        if (rest := without_spared(things, item.reading)) and len(rest) < len(things):
            return tell_of(rest), rest
        if not things and step.tool.of_kind("query"):
            return asking.found_nothing(item.searched or step.filled.values), []
        if item.searched:
            whole = not step.tool.of_kind("query")
            fits = fitting(things, item, " ".join(str(v) for v in step.filled.values.values()))
            if whole and not fits:
                return asking.found_nothing(item.searched), []
            if fits and len(fits) < len(things):
                return tell_of(fits), fits
        if (answer := questions.answered_by(self._work.told[-1], item.reading, self._work)) is not None:
            return answer
        told, listed = tell(step.tool, step.filled.values, value, reading=item.reading)
        return questions.counted(told, listed, item.reading), listed

    def _next_question(self, *, other_words: bool) -> str | None:
        """What the first item needs. Nobody is asked the same again and again beside other things."""
        for item in list(self._work.agenda):
            step = self._work.step(item)
            if isinstance(step, Wanted):
                if self._is_done_already(item, step):
                    self._work.agenda.remove(item)
                    continue
                n_asked = item.n_asked[step.param.name] = item.n_asked.get(step.param.name, 0) + 1
                if n_asked > _MOST_ASKED or (n_asked == _MOST_ASKED and other_words):
                    self._work.agenda.remove(item)
                    continue
                item.tool, item.asked, item.options = step.tool, step.param, step.options
                return self._ask(step)
        return None

    def _is_done_already(self, item: Item, step: Wanted) -> bool:
        """Whether this is what was done a moment ago, said once more: "take express and place the order"."""
        last, named = self._work.last, any(step.filled.unknown.values()) or step.options
        if (
            item.asked is not None
            or last is None
            or last is self._done_before
            or last.tool is not step.tool
            or named
            or item not in self._new
        ):
            return False
        return all(last.arguments.get(name) == value for name, value in step.filled.values.items())

    def _ask(self, step: Wanted) -> str:
        if step.options:
            return asking.ask_which(step.options, step.param)
        if step.param.kind == "reference":
            known = self._work.knowledge.fitting(step.tool, step.param)
            return asking.ask_unknown(step.phrase, step.param, known)
        thing = next(iter(step.filled.things.values()), None)
        return asking.ask_for(step.tool, step.param, thing=thing, variety=self._work.variety)


def _stands_alone(step: Ready | Lookup) -> bool:
    return isinstance(step, Lookup) or step.tool.reads or bool(step.tool.verbs & _FINAL)


def _read_json(output: str) -> Any:
    try:
        return json.loads(output)
    except ValueError:
        return output
