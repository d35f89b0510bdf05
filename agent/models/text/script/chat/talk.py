"""Small talk as a whole: hears, asks one skill after another, and never says the same thing twice in a row."""

from collections.abc import Sequence
from dataclasses import replace

from agent.models.text.script.chat.exchanges import Skill, exchanges
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply
from agent.models.text.script.chat.skills import (
    advising,
    amusing,
    arithmetic,
    care,
    chance,
    clock,
    correcting,
    following_up,
    games,
    guarding,
    hearing,
    introducing,
    keeping_on,
    knowing,
    listening,
    manners,
    opinions,
    own_words,
    recall,
    respecting,
    spelling,
    strange,
    suggesting,
    units,
    working,
)
from agent.models.text.script.chat.told import clauses
from agent.models.text.script.guide.guide import Guide
from agent.models.text.script.scene import Scene
from agent.models.text.script.variety import Variety

_WHILE_PLAYING: tuple[Skill, ...] = (hearing.nothing_heard, hearing.say_again, care.despair)
_ALWAYS: tuple[Skill, ...] = (  # meant so whatever else is going on
    hearing.nothing_heard,
    care.despair,
    hearing.say_again,
    respecting.no_questions,
    respecting.not_what_was_asked,
    strange.another_language,
    strange.no_words,
    exchanges("line"),
    manners.goodbye,
    exchanges("manners"),
    exchanges("itself"),
    guarding.about_its_making,
    opinions.do_you_like,
)
_SURE: tuple[Skill, ...] = (
    amusing.riddle_answer,
    games.games,
    following_up.rather_not,
    introducing.introduces,
    introducing.name_alone,
    manners.how_they_are,
    manners.greeting,
    clock.clock,
    arithmetic.arithmetic,
    arithmetic.counting,
    units.units,
    spelling.spelling,
    chance.chance,
    amusing.amuse,
    manners.laughter,
    exchanges("favourites"),
    recall.who_they_are,
    knowing.knows,
)
_FROM_MEMORY: tuple[Skill, ...] = (
    correcting.correct,
    own_words.own_words,
    recall.recall,
    exchanges("no_tools"),
)
_ABOUT_US: tuple[Skill, ...] = (exchanges("moods"), opinions.opinion)
_FROM_THE_TOLD: tuple[Skill, ...] = (care.sympathy, suggesting.suggest, advising.advise)
_OTHERWISE: tuple[Skill, ...] = (
    exchanges("moods"),
    keeping_on.offers,
    keeping_on.change,
    keeping_on.yes_or_no,
    keeping_on.echoes,
    opinions.opinion,
    opinions.about_it,
    knowing.does_not_know,
    introducing.feels,
    listening.listen,
)
_AT_WORK: tuple[Skill, ...] = (exchanges("moods"), opinions.opinion, knowing.does_not_know)


class Talk:
    """One conversation's small talk."""

    def __init__(self, scene: Scene, *, variety: Variety, guided: bool) -> None:
        """``guided``: the scenario's prompt may name a goal to help with; otherwise there is work for tools."""
        self._guided = guided
        self._memory = Memory(scene.now, variety)
        self._guide = Guide(scene.about if guided else "")
        self._memory.has_goal = self._guide.steady
        self._reply: Reply | None = None

    def is_small_talk(self, text: str, *, tools_fit: bool) -> bool:
        """Whether these words are meant for the small talk and not for a tool."""
        return Heard(text).is_nothing or self._tried(_ALWAYS if tools_fit else (*_ALWAYS, *_SURE, *_ABOUT_US), text)

    def has_answer(self, text: str) -> bool:
        """Whether there is more to say to this than that the talk goes on."""
        return self._tried((*_FROM_THE_TOLD, keeping_on.change, keeping_on.yes_or_no, keeping_on.echoes), text)

    def _tried(self, skills: Sequence[Skill], text: str) -> bool:
        """Whether a skill has an answer. They may note what they say, so they are tried on a memory of their own."""
        memory = self._memory
        trial = Memory(memory.now, Variety(), last_reply=memory.last_reply, expecting=memory.expecting)
        return any(skill(Heard(text), trial) is not None for skill in skills)

    def said(self, text: str) -> None:
        """The assistant's words, as far as they were heard."""
        self._memory.last_reply = text
        self._memory.said.append(text)

    def hear(self, text: str) -> None:
        """Take in what the user said and think of an answer."""
        memory, heard = self._memory, Heard(text)
        memory.turn += 1
        memory.heard.append(heard.plain)
        reply = self._answer(heard)
        if heard.is_question:
            memory.questions.append(heard.text.strip())
        if not memory.asks:
            kind = reply.expecting.kind if reply.expecting is not None else ""
            reply = replace(reply, text=respecting.without_questions(reply.text, memory, kind=kind))
        if reply.text == memory.last_reply:
            reply = replace(reply, text=f"{memory.pick('As I said:', 'Once more:', 'Again:')} {reply.text}")
        if not reply.keeps:
            memory.expecting = reply.expecting
        self._reply = reply

    @property
    def last_reply(self) -> str:
        """What the assistant said last."""
        return self._memory.last_reply

    def reply(self) -> str:
        """The answer."""
        return self._reply.text if self._reply is not None else self.lost()

    def lost(self) -> str:
        """Something to say where there is nothing to answer."""
        return self._memory.pick("I'm here. What can I do for you?", "Sorry, where were we?", "I'm listening.")

    def _answer(self, heard: Heard) -> Reply:
        memory = self._memory
        reply = _first(_WHILE_PLAYING if self._guide.playing else _ALWAYS, heard, memory)
        if reply is None:
            memory.keep(clauses(heard.text, memory.turn))
            reply = (
                self._guide.play(heard, memory)
                or self._last_part(heard, _ALWAYS[1:])
                or _first(_FROM_MEMORY if self._guided else (), heard, memory)
                or self._guide.advise(heard, memory)
                or _first((*_SURE, care.crossing_a_line), heard, memory)
                or self._last_part(heard, (*_FROM_MEMORY, *_SURE))
                or self._guide.lead_on(heard, memory)
                or _first(_FROM_THE_TOLD, heard, memory)
                or _first(_OTHERWISE if self._guided else _AT_WORK, heard, memory)
            )
        if reply is None and not self._guided:
            return working.at_work(heard, memory)
        if reply is None:
            return keeping_on.keep_on(heard, memory)
        return reply

    def _last_part(self, heard: Heard, skills: tuple[Skill, ...]) -> Reply | None:
        """The answer to the last sentence of several, where it was certainly meant for something."""
        if len(heard.sentences) < 2 or not self._guided:
            return None
        last = heard.sentences[-1]
        return _first(skills, last, self._memory) if not last.is_nothing else None


def _first(skills: Sequence[Skill], heard: Heard, memory: Memory) -> Reply | None:
    return next((reply for skill in skills if (reply := skill(heard, memory)) is not None), None)
