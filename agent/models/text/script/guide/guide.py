"""Leads a talk towards a goal with the help of a pack."""

import re
from dataclasses import dataclass, field

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply
from agent.models.text.script.chat.skills.listening import acknowledge
from agent.models.text.script.guide.pack import Pack, find_pack, load_packs
from agent.models.text.script.guide.playing import Playing
from agent.models.text.script.tools.wording import listed

_SUMMARY = (
    r"sum (?:it |that |this |everything )?up|summari[sz]e|summary|recap|what have we (?:got|decided|said)|"
    r"what is the plan|whole plan|go over (?:it|everything|that) again"
)
_FIRST = (
    r"first (?:thing|step)|start with|where (?:do|should|shall) i (?:start|begin)|this week|do first|buy "
    r"first|get started|right now|today"
)
_PLAN = r"plan|steps|step by step|schedule|routine|how (?:do|should|can|would) (?:i|you|we)|what (?:do|should) i do"
_SUGGEST = (
    r"suggest|recommend|which|what would (?:you|suit|be)|what should|what could|any ideas|idea|ideas|what "
    r"do you think|your advice|advice|tip|tips|help me|options|best|good for"
)
_PLAY = (
    r"(?:let us |can we |could we |can you |could you |i want to |i would like to |shall we )?(?:now "
    r")?(?:please )?(?:practi[sc]e|rehearse|role ?play|pretend|play (?:my|the|him|her|a|that)|you be|you are "
    r"(?:my|the) |act as|be my|try it out|do a (?:test|trial)|simulate)"
)
_ADVICE_FOR = (
    r"how (?:do|can|should|would) (?:i|you|we)|help me|i want to|i would like to|i need to|advice|tips|"
    r"any ideas|what (?:should|can|do) i|plan"
)
_GOAL = re.compile(
    (
        r"\b(?:help|helps|prepare|plan|planning|advice|advise|coach|support|wants?|would like|goal|figure out|"
        r"practi[sc]e)\b(?!.*\bno task\b)"
    ),
    re.DOTALL,
)
_HOW_WAS_IT = r"how (?:did|was|do) (?:that|it|i)|feedback|how it (?:sounded|went)|change about it|what would you change"
_HELP = r"help (?:me|us)|i (?:would like|want|need) (?:some )?(?:help|advice)|(?:give|have) (?:me )?(?:some )?advice"
_AGAIN = (
    r"(?:yes|yeah|sure|okay|ok|please|well|so|let us|can we|i would like to|let me)(?: .{0,30})?|(?:try "
    r"(?:it|that) )?(?:again|once more|one more time)"
)
_ANY = "anything"
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
    fresh: bool = True  # the user spoke of it a moment ago


class Guide:
    """The goal-minded part of a conversation. ``about`` is what the scenario says of its goal; empty where it has none.

    Without a goal, it helps only while the user asks for advice on something that a pack is about.
    """

    def __init__(self, about: str) -> None:
        self._steady = bool(_GOAL.search(about))
        name = (find_pack(about, least=2) or _ANY) if self._steady else None
        self._progress = Progress(name, load_packs()[name]) if name else None
        self._spoke_at = -1  # the user's turn that it last answered

    def advise(self, heard: Heard, memory: Memory) -> Reply | None:
        """The answer to what was asked about the goal; None where it is about something else."""
        reply = self._advise(heard, memory)
        self._spoke_at = memory.turn if reply is not None else self._spoke_at
        return reply

    def _advise(self, heard: Heard, memory: Memory) -> Reply | None:
        progress = self._find(heard)
        if progress is None:
            return None
        if progress.playing is not None and not progress.playing.over:
            return Reply(progress.playing.answer(heard, memory))
        if progress.pack.part is not None and self._wants_to_play(progress, heard):
            progress.playing = Playing(progress.pack.part)
            return Reply(progress.playing.opening(memory))
        if progress.playing is not None and heard.has(_HOW_WAS_IT):
            return Reply(progress.playing.feedback())
        if not (progress.asked or progress.told) and heard.has(_HELP) and (question := _question(progress)):
            _take_in(progress, heard)
            return Reply(f"{memory.pick('Gladly.', 'I would love to help.', 'Of course.')} {question}")
        return (
            _asked_for(progress, heard, memory) or _answer(progress, heard, memory) or _choose(progress, heard, memory)
        )

    @property
    def playing(self) -> bool:
        """Whether it plays a part just now."""
        playing = self._progress.playing if self._progress is not None else None
        return playing is not None and not playing.over

    def lead_on(self, heard: Heard, memory: Memory) -> Reply | None:
        """Take up what was told, and ask or offer the next thing."""
        if self._progress is None or not (self._steady or self._spoke_at == memory.turn - 1):
            return None
        reply = _lead_on(self._progress, heard, memory)
        self._spoke_at = memory.turn if reply is not None else self._spoke_at
        return reply

    @staticmethod
    def _wants_to_play(progress: Progress, heard: Heard) -> bool:
        again = progress.playing is not None and progress.playing.over and heard.is_(_AGAIN)
        return bool(again or heard.has(_PLAY))

    def _find(self, heard: Heard) -> Progress | None:
        """The pack that is talked about now."""
        if self._steady:
            if self._progress is not None and self._progress.name == _ANY and (name := find_pack(heard.plain, least=2)):
                self._progress = Progress(name, load_packs()[name])
            return self._progress
        name = find_pack(heard.plain, least=1) if heard.has(_ADVICE_FOR) else None
        if name is not None and (self._progress is None or name != self._progress.name):
            self._progress = Progress(name, load_packs()[name])
        progress = self._progress
        if progress is not None:
            patterns = (progress.pack.match, *(answer.when for answer in progress.pack.answers))
            progress.fresh = any(heard.has(p) for p in patterns) or (progress.fresh and not heard.is_question)
            return progress if progress.fresh or self.playing else None
        return None


def _take_in(progress: Progress, heard: Heard) -> list[str]:
    """What the user just told of the things to find out, as something to say back."""
    news = []
    for index, fact in enumerate(progress.pack.facts):
        if index not in progress.known and (
            heard.has(fact.known) or (progress.asked[-1:] == [index] and not heard.is_question)
        ):
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
        return Reply(
            f"{pack.first_step} "
            f"{memory.pick('Does that sound doable?', 'Can you fit that in?', 'Shall we go through the rest?')}"
        )
    if heard.has(_PLAN) and not any(heard.has(answer.when) for answer in pack.answers):
        return Reply(
            f"Here's how I'd go about it. {' '.join(pack.plan)} "
            f"{memory.pick('What do you think?', 'Which of these is the hardest for you?')}"
        )
    return None


def _answer(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """What the pack says to this question, the next part of it each time."""
    if not heard.is_question and not heard.has(
        r"tell me|wonder|wondering|ask|know|not sure|worried|problem|what if|explain|but"
    ):
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
        opening = (
            memory.pick("I would say:", "Two things come to mind.", "How about this?") if told else "Two good ones:"
        )
        return Reply(f"{opening} {said} {memory.pick('Which do you like better?', 'Does one of them appeal to you?')}")
    return Reply(_tip(progress, memory))


def _choose(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """The user settles on something."""
    named = [
        option.name
        for option in progress.pack.options
        if heard.has(re.escape(option.name)) and option.name not in progress.chosen
    ]
    if not named or heard.is_question or heard.has("not|hate|do not like|rather not"):
        return None
    progress.chosen.extend(named)
    question = _question(progress)
    return Reply(
        f"{listed(named)[0].upper()}{listed(named)[1:]}: "
        f"{memory.pick('a good choice.', 'I like that.', 'that should work well.')} "
        f"{question or _tip(progress, memory)}"
    )


def _lead_on(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    if heard.is_question:
        return None
    news = _take_in(progress, heard)
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
    return (
        f"Let me sum up. {chosen}{' '.join(progress.pack.plan)} And to begin with: "
        f"{progress.pack.first_step[0].lower()}{progress.pack.first_step[1:]}"
    )
