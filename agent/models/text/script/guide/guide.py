"""Leads a talk towards a goal: asks what it needs to know, and advises by what was asked and what was told."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import stems_of, words_for
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.skills.listening import lead
from agent.models.text.script.guide import asking
from agent.models.text.script.guide.book import ANYTHING, Advice, Matter, find_matter, load_book
from agent.models.text.script.guide.choosing import (
    CLEAR,
    Progress,
    asked_about,
    closest,
    disliked,
    next_advice,
    next_question,
)
from agent.models.text.script.guide.parts import find_part
from agent.models.text.script.guide.permitting import permitted
from agent.models.text.script.guide.playing import Playing
from agent.models.text.script.guide.saying import followed, give, judged, own_up, summary

_NO_TASK = re.compile(r"\bno task\b|\bfree conversation\b")
_ENOUGH = 0.6  # of a direct question
_ONE_THING = 14  # words
_ASKING = "recommend suggest suggestion advice advise tip tips idea ideas help try plan start begin me what"
_LATELY = 4  # turns that advice may be about
_MOST_ASKED = 3
_CERTAIN = 2  # words of a matter that was told of and is not named in the question
_LEADS_ON = (
    "What would help you most with that?",
    "What have you thought of yourself so far?",
    "What would you like to settle first?",
    "What else should I know before I suggest something?",
    "Which part of it shall we look at next?",
)
_NO_DETAILS = (
    "I can't tell you that so exactly. It depends on more than I know.",
    "That detail I don't know. I'd trust your own sense there.",
)


class Guide:
    """The goal-minded part of a conversation. ``about`` is what the scenario says of its goal; empty where it has none.

    Without a goal, it helps only while the user asks for advice on something in the book.
    """

    def __init__(self, about: str) -> None:
        self._about = about
        self.steady = bool(about) and _NO_TASK.search(about) is None
        self._progress = Progress(find_matter(about) or load_book()[ANYTHING], stems_of(about)) if self.steady else None
        self._playing: Playing | None = None

    @property
    def playing(self) -> bool:
        """Whether it plays a part just now."""
        return self._playing is not None and not self._playing.over

    def play(self, heard: Heard, memory: Memory) -> Reply | None:
        """The next line of a part, where one is played or asked for."""
        if self._playing is not None and not self._playing.over:
            return Reply(self._playing.answer(heard, memory))
        again = self._playing is not None and memory.last_reply.endswith("once more?") and heard.is_(asking.PLAY_AGAIN)
        wanted = asking.PLAY_STEADY if self.steady and "play" in self._about.lower() else asking.PLAY
        if self._about and (again or heard.has(wanted)):
            self._playing = Playing(find_part(heard.plain, self._about))
            return Reply(self._playing.opening(memory))
        if self._playing is not None and heard.has(asking.HOW_WAS_IT):
            return Reply(self._playing.feedback())
        return None

    def advise(self, heard: Heard, memory: Memory) -> Reply | None:
        """The answer to what was asked about the goal; None where it is about something else."""
        progress = self._find(heard, memory)
        if progress is None:
            return None
        going_on = judged(progress, heard, memory) or followed(progress, heard, memory)
        if going_on is not None:
            return going_on
        if heard.has(asking.SUMMARY):
            return Reply(summary(progress, memory))
        if not (heard.is_question or heard.has(asking.REQUESTS) or heard.is_(asking.BARE)):
            return None
        if self.steady and (allowed := permitted(progress, heard, memory)) is not None:
            return allowed
        begins = heard.has(asking.HELP) and not progress.asked and len(memory.of_this_turn()) < 2
        if begins and (question := next_question(progress, memory)) is not None:
            return Reply(f"{memory.pick('Gladly.', 'Of course.')} {question}", expecting=Expecting("told"))
        return _answer(progress, heard, memory)

    def lead_on(self, heard: Heard, memory: Memory) -> Reply | None:
        """Take up what was told, and ask or offer the next thing."""
        progress = self._progress
        if progress is None or not (self.steady or memory.turn - progress.given_at == 1):
            return None
        if heard.is_question:
            return own_up(progress, heard, memory) if self.steady and not heard.has("you|your") else None
        told = memory.of_this_turn()
        stems = frozenset().union(*(clause.stems for clause in told)) - disliked(progress, memory)
        advice, score = closest(progress, stems, memory, fresh=True)
        question = next_question(progress, memory, peek=True)
        asks_first = len(progress.asked) <= len(progress.given) and len(progress.asked) < _MOST_ASKED
        is_first = not progress.asked and not progress.given
        if (
            question
            and memory.asks
            and (is_first or (asks_first and score < 2 * CLEAR and not heard.is_(asking.AGREES)))
        ):
            next_question(progress, memory)
            return Reply(f"{lead(heard, memory)} {question}", expecting=Expecting("told"))
        chosen = advice if score >= CLEAR else None
        if heard.is_(asking.AGREES) or not told or not memory.asks:
            chosen = next_advice(progress, memory)
        if chosen is not None:
            return give(progress, chosen, memory, opening=lead(heard, memory) if told else "")
        if not self.steady or not told:
            return None
        return Reply(f"{lead(heard, memory)} {memory.pick(*_LEADS_ON)}", expecting=Expecting("told"))

    def _find(self, heard: Heard, memory: Memory) -> Progress | None:
        """The matter that is talked about now."""
        if self.steady and self._progress is not None:
            if self._progress.matter.name == ANYTHING and (named := find_matter(heard.plain, least=2)) is not None:
                self._progress = Progress(named, self._progress.about)
            return self._progress
        lately = " ".join(clause.said for clause in memory.told if memory.turn - clause.turn <= _LATELY)
        if (heard.has(asking.ADVICE_FOR) or heard.is_(asking.BARE)) and (named := _named(heard, lately)) is not None:
            if self._progress is None or self._progress.matter is not named:
                self._progress = Progress(named)
            return self._progress
        return self._progress if self._progress is not None and _is_follow_up(heard) else None


def _named(heard: Heard, lately: str) -> Matter | None:
    """The matter that is asked about; what was told lately, where the question names nothing itself."""
    matter = find_matter(heard.plain)
    bare = not (stems_of(heard.plain) - words_for("common") - stems_of(_ASKING))
    least = 1 if heard.is_(asking.BARE) else _CERTAIN
    return find_matter(lately, least=least) if matter is None and bare else matter


def _is_follow_up(heard: Heard) -> bool:
    return any(heard.is_(pattern) for pattern in (asking.WHY, asking.MORE, asking.IF_NOT))


def _asks_more(asked: Heard, advice: Advice) -> bool:
    """Whether a question about a detail goes beyond what the advice says."""
    named = stems_of(asked.plain) - words_for("common")
    return asked.bare.startswith("how ") and bool(named - stems_of(f"{advice.say} {advice.on} {advice.why}"))


def _answer(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """The advice that was asked for."""
    asked = heard.sentences[-1] if len(heard.words) > _ONE_THING else heard
    fresh = heard.has("another|other|different|new one|more") is not None
    advice, score = closest(progress, asked_about(asked, memory), memory, fresh=fresh)
    if advice is not None and score >= _ENOUGH and advice in progress.given and _asks_more(asked, advice):
        return Reply(memory.pick(*_NO_DETAILS), expecting=Expecting("told"))
    if advice is not None and score >= _ENOUGH:
        if asked.bare.startswith("why") and advice in progress.given and advice.why:
            return Reply(advice.why, expecting=Expecting("told"))
        return give(progress, advice, memory, check=heard.has(asking.WHETHER) is not None)
    if (heard.has(asking.SUGGEST) or heard.is_(asking.BARE)) and (advice := next_advice(progress, memory)) is not None:
        return give(progress, advice, memory, check=True)
    return None
