"""Leads a talk towards a goal with the help of a pack."""

import re
from dataclasses import dataclass, field

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply
from agent.models.text.script.chat.skills.topics import acknowledge
from agent.models.text.script.guide.pack import Pack, find_pack, load_packs
from agent.models.text.script.guide.playing import Playing
from agent.models.text.script.tools.wording import listed

_SUMMARY = r"sum (?:it |that |this |everything )?up|summari[sz]e|summary|recap|what have we (?:got|decided|said)|what is the plan|whole plan|go over (?:it|everything|that) again"
_FIRST = r"first (?:thing|step)|start with|where (?:do|should|shall) i (?:start|begin)|this week|do first|buy first|get started|right now|today"
_PLAN = r"plan|steps|step by step|schedule|routine|how (?:do|should|can|would) i (?:go about|do|approach|prepare)|what (?:do|should) i do"
_SUGGEST = r"suggest|recommend|which|what would (?:you|suit|be)|what should|what could|any ideas|idea|ideas|what do you think|your advice|advice|tip|tips|help me|options|best|good for"
_PLAY = r"(?:let us |can we |could we |can you |could you |i want to |i would like to |shall we )?(?:now )?(?:please )?(?:practi[sc]e|rehearse|role ?play|pretend|play (?:my|the|him|her|a|that)|you be|you are (?:my|the) |act as|be my|try it out|do a (?:test|trial)|simulate)"
_ADVICE_FOR = r"how (?:do|can|should|would) (?:i|you|we)|help me|i want to|i would like to|i need to|advice|tips|any ideas|what (?:should|can|do) i|plan"
_MOST_ASKED = 3


@dataclass
class Progress:
    """How far the talk about one pack has come."""

    name: str
    pack: Pack
    known: dict[int, str] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    chosen: list[str] = field(default_factory=list)
    playing: Playing | None = None
    heard: str = ""


class Guide:
    """The goal-minded part of a conversation. Without a pack that fits, it has nothing to say."""

    def __init__(self, about: str) -> None:
        self._steady = bool(about)
        name = find_pack(about, least=2) if about else None
        self._progress = Progress(name, load_packs()[name]) if name else None

    def advise(self, heard: Heard, memory: Memory) -> Reply | None:
        """A step towards the goal; None where the words are about something else."""
        progress = self._find(heard)
        if progress is None:
            return None
        if progress.playing is not None:
            return self._play_on(progress, heard, memory)
        if progress.pack.part is not None and heard.has(_PLAY):
            progress.playing = Playing(progress.pack.part)
            return Reply(progress.playing.opening(memory))
        news = _take_in(progress, heard)
        return _asked_for(progress, heard, memory) or _answer(progress, heard, memory) or _choose(progress, heard, memory) or _lead_on(progress, heard, memory, news)

    def _find(self, heard: Heard) -> Progress | None:
        if not self._steady or self._progress is None:
            name = find_pack(heard.plain, least=1) if heard.has(_ADVICE_FOR) else None
            if name is not None and (self._progress is None or name != self._progress.name):
                self._progress = Progress(name, load_packs()[name])
            elif name is None and not self._steady and self._progress is not None and not re.search(rf"\b(?:{self._progress.pack.match})\b", heard.plain):
                return self._progress if self._progress.playing is not None else None
        return self._progress

    def _play_on(self, progress: Progress, heard: Heard, memory: Memory) -> Reply:
        playing = progress.playing
        assert playing is not None
        text = playing.answer(heard, memory)
        if playing.over:
            progress.playing = None
        return Reply(text)


def _take_in(progress: Progress, heard: Heard) -> list[str]:
    """What the user just told of the things to find out, as something to say back."""
    news = []
    for index, fact in enumerate(progress.pack.facts):
        if index not in progress.known and (heard.has(fact.known) or (progress.asked[-1:] == [index] and not heard.is_question)):
            progress.known[index] = heard.bare
            if fact.echo and heard.has(fact.known):
                news.append(fact.echo)
    return news


def _asked_for(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """A summary, the first step, or the whole plan."""
    pack = progress.pack
    if heard.has(_SUMMARY):
        return Reply(_summary(progress))
    if not heard.is_question and not heard.has("tell me|give me|i need|want|please|let us"):
        return None
    if heard.has(_FIRST) and heard.has("what|which|where|how|tell|give|first"):
        return Reply(f"{pack.first_step} {memory.pick('Does that sound doable?', 'Can you fit that in?', 'Shall we go through the rest?')}")
    if heard.has(_PLAN) and not any(heard.has(answer.when) for answer in pack.answers):
        return Reply(f"Here's how I'd go about it. {' '.join(pack.plan)} {memory.pick('What do you think?', 'Which of these is the hardest for you?')}")
    return None


def _answer(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """What the pack says to this question, the next part of it each time."""
    if not heard.is_question and not heard.has(r"tell me|wonder|wondering|ask|know|not sure|worried|problem|what if|explain|but"):
        return None
    for index, answer in enumerate(progress.pack.answers):
        if heard.has(answer.when):
            said = progress.told.get(f"a{index}", 0)
            progress.told[f"a{index}"] = said + 1
            if said < len(answer.say):
                return Reply(answer.say[said])
            return Reply(f"{memory.pick('As I said:', 'Once more:', 'In short:')} {answer.say[said % len(answer.say)]}")
    return _suggest(progress, memory) if heard.has(_SUGGEST) else None


def _suggest(progress: Progress, memory: Memory) -> Reply:
    options, told = progress.pack.options, progress.told.get("options", 0)
    if told < len(options):
        pair = options[told : told + 2]
        progress.told["options"] = told + len(pair)
        said = " ".join(f"{option.name[0].upper()}{option.name[1:]}, because {option.why}." for option in pair)
        return Reply(f"{memory.pick('I would say:', 'Two things come to mind.', 'How about this?') if told else 'Two good ones:'} {said} {memory.pick('Which do you like better?', 'Does one of them appeal to you?')}")
    return Reply(_tip(progress, memory))


def _choose(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """The user settles on something."""
    named = [option.name for option in progress.pack.options if heard.has(re.escape(option.name)) and option.name not in progress.chosen]
    if not named or heard.is_question or heard.has("not|hate|do not like|rather not"):
        return None
    progress.chosen.extend(named)
    question = _question(progress)
    return Reply(f"{listed(named)[0].upper()}{listed(named)[1:]}: {memory.pick('a good choice.', 'I like that.', 'that should work well.')} {question or _tip(progress, memory)}")


def _lead_on(progress: Progress, heard: Heard, memory: Memory, news: list[str]) -> Reply | None:
    """Something was told, or yes or no said: take it up, and ask or offer the next thing."""
    if heard.is_question:
        return None
    lead = " ".join(news[:2]) or acknowledge(heard, memory)
    question = _question(progress) if len(progress.asked) < _MOST_ASKED else None
    if question is not None:
        return Reply(f"{lead} {question}")
    if progress.pack.options and not progress.told.get("options"):
        return Reply(f"{lead} {_suggest(progress, memory).text}")
    if progress.told.get("tips", 0) < len(progress.pack.tips):
        return Reply(f"{lead} {_tip(progress, memory)}")
    if not progress.told.get("summary"):
        return Reply(f"{lead} {_summary(progress)}")
    return None


def _question(progress: Progress) -> str | None:
    """The next thing to find out."""
    for index, fact in enumerate(progress.pack.facts):
        if index not in progress.known and index not in progress.asked:
            progress.asked.append(index)
            return fact.ask
    return None


def _tip(progress: Progress, memory: Memory) -> str:
    told = progress.told.get("tips", 0)
    progress.told["tips"] = told + 1
    tips = progress.pack.tips
    lead = memory.pick("One more thing:", "A tip:", "What also helps:", "And keep in mind:")
    return f"{lead} {tips[told]}" if told < len(tips) else f"In the end it comes down to this: {tips[told % len(tips)]}"


def _summary(progress: Progress) -> str:
    progress.told["summary"] = 1
    chosen = f"You settled on {listed(progress.chosen)}. " if progress.chosen else ""
    return f"Let me sum up. {chosen}{' '.join(progress.pack.plan)} And to begin with: {progress.pack.first_step[0].lower()}{progress.pack.first_step[1:]}"
