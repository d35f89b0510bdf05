"""Leads a talk towards a goal: asks what it needs to know, and advises by what was asked and what was told."""

import re
from dataclasses import dataclass, field

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import stems_of, words_for
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.skills.listening import lead
from agent.models.text.script.chat.told import Told
from agent.models.text.script.chat.weighing import against
from agent.models.text.script.guide.book import ANYTHING, Advice, Matter, find_matter, load_book, words_in
from agent.models.text.script.guide.parts import find_part
from agent.models.text.script.guide.playing import Playing
from agent.models.text.script.language import stem, words_of

_NO_TASK = re.compile(r"\bno task\b|\bfree conversation\b")
_SUMMARY = (
    r"sum (?:it |that |this |everything )?up|summari[sz]e|summary|recap|what have we (?:got|decided|said)|"
    r"what is the plan|whole plan|go over (?:it|everything|that) again|how (?:did|do) i (?:sum|remember)"
)
_SUGGEST = (
    r"suggest\w*|recommend\w*|which|what would (?:you|suit|be)|what (?:should|could|can|shall|do|"
    r"kind)|(?:any|an|some|more|"
    r"your|have) ideas?|advice|tips?|help me|options|best|where (?:do|should|shall|can) (?:i|we)|how (?:do|should|can|"
    r"would|could|shall) (?:i|we|you|one)|what (?:is|are) (?:the|a|good)|tell me (?:how|what|about|"
    r"more)|explain|start|plan|next|(?:should|shall) (?:i|we)"
)
_REQUESTS = (
    r"tell me|give me|help me|show me|i wonder|i (?:need|want|would like) (?:to know|you to|some|your|"
    r"help|advice|ideas)|(?:can|could|would|will) you|"
    r"i am not sure (?:what|how|which|whether|if|where|when)|i do not know (?:what|how|which|where|when)"
)
_WHY = (
    r"(?:but |and |so )?why(?: (?:that|is that(?: so)?|should i|would i|do you (?:think|say) (?:so|that)|"
    r"not))?|how come|why so"
)
_MORE = (
    r"(?:and |or |okay |ok |so |but )*(?:(?:what|anything|something) else(?: .{0,25})?|(?:and "
    r")?(?:then|what then|what next|"
    r"next)|another (?:idea|one|option)|(?:any |some )?(?:more|other) (?:ideas|tips|advice|options)|"
    r"go on|more|tell me more)"
)
_IF_NOT = (
    r"(?:and |but |so |or )*(?:what )?if (?:that|this|it|they|he|she|i|we|none|nobody)\b.*(?:not|"
    r"fails?|wrong|no|never|nothing)"
    r"\b.*|"
    r"(?:that|this|it) (?:does not|did not|will not|would not|is not going to) (?:work|help|suit)(?: .*)?|"
    r"(?:i|we) (?:have )?(?:already )?tried (?:that|it)(?: .*)?|i do not (?:like|want) (?:that|it|this)(?: .*)?|"
    r"(?:that|this|it) is (?:too|not) .*|(?:no|not) that(?: one)?"
)
_AGREES = (
    r"(?:okay|ok|yes|yeah|good|great|nice|right|all right|sure|fine|i see|got it|that (?:sounds|is|"
    r"would be|helps)|sounds|"
    r"perfect|wonderful|i like (?:that|it)|makes sense|true|thanks|thank you|exactly|interesting|cool)\b.{0,40}"
)
_PLAY = (
    r"(?:let us |can we |could we |can you |could you |i want to |i would like to |shall we |will you )?(?:now |just )?"
    r"(?:please )?(?:practi[sc]e|rehearse|role ?play|pretend|play (?:my|the|him|her|a|that)|you (?:be|"
    r"are) (?:my|the|him|her) |"
    r"act as|be my|try it out|simulate)"
)
_PLAY_AGAIN = (
    r"(?:yes|yeah|sure|okay|ok|please|let us)(?: .{0,30})?|(?:try (?:it|that) )?(?:again|once more|one more time)"
)
_HOW_WAS_IT = r"how (?:did|was|do) (?:that|it|i)|feedback|how it (?:sounded|went)|change about it|what would you change"
_ADVICE_FOR = (
    r"how (?:do|can|should|would|could) (?:i|you|we)|help me|advice|tips?|any ideas|what (?:should|"
    r"can|could|would|do) (?:i|you|we)|"
    r"plan|suggest\w*|recommend\w*"
)
_HELP = r"help (?:me|us)|(?:can|could) you help|i (?:would like|want|need) (?:some |your )?(?:help|advice)"
_REFUSED = re.compile(
    r"\b(?:do not (?:really )?(?:like|want|eat|drink)|does not (?:like|want|eat|drink)|can not "
    r"(?:stand|eat|have)|never eats?|"
    r"hates?|allergic to|not into)(?: (?:any|a|the|to))* (?P<what>[\w']+(?: [\w']+)?)"
)
_SAID_BEFORE = 0.3  # what speaks against saying it again
_CLEAR = 1.0  # a word in common that is no common word
_SHORT = 6  # words
_MOST_ASKED = 3
_MOST_SENTENCES = 3


@dataclass
class Progress:
    """How far the talk about one matter has come."""

    matter: Matter
    asked: list[str] = field(default_factory=list)
    given: list[Advice] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # the clauses of the user that advice has referred to
    given_at: int = -9  # the user's turn that was last answered with advice


class Guide:
    """The goal-minded part of a conversation. ``about`` is what the scenario says of its goal; empty where it has none.

    Without a goal, it helps only while the user asks for advice on something in the book.
    """

    def __init__(self, about: str) -> None:
        self._about = about
        self.steady = bool(about) and _NO_TASK.search(about) is None
        self._progress = Progress(find_matter(about) or load_book()[ANYTHING]) if self.steady else None
        self._playing: Playing | None = None

    @property
    def playing(self) -> bool:
        """Whether it plays a part just now."""
        return self._playing is not None and not self._playing.over

    def play(self, heard: Heard, memory: Memory) -> Reply | None:
        """The next line of a part, where one is played or asked for."""
        if self._playing is not None and not self._playing.over:
            return Reply(self._playing.answer(heard, memory))
        again = self._playing is not None and memory.last_reply.endswith("once more?") and heard.is_(_PLAY_AGAIN)
        if self._about and (again or heard.has(_PLAY)):
            self._playing = Playing(find_part(heard.plain, self._about))
            return Reply(self._playing.opening(memory))
        if self._playing is not None and heard.has(_HOW_WAS_IT):
            return Reply(self._playing.feedback())
        return None

    def advise(self, heard: Heard, memory: Memory) -> Reply | None:
        """The answer to what was asked about the goal; None where it is about something else."""
        progress = self._find(heard)
        if progress is None:
            return None
        if memory.turn - progress.given_at <= 2 and (follow := _followed(progress, heard, memory)) is not None:
            return follow
        if heard.has(_SUMMARY):
            return Reply(_summary(progress, memory))
        if not heard.is_question and not heard.has(_REQUESTS):
            return None
        if heard.has(_HELP) and not progress.asked and len(memory.of_this_turn()) < 2:
            question = _question(progress, memory)
            if question:
                return Reply(f"{memory.pick('Gladly.', 'Of course.')} {question}", expecting=Expecting("told"))
        asked = heard.sentences[-1] if heard.sentences else heard
        advice, score = _closest(progress, _asked_about(asked, memory), memory)
        if asked.bare.startswith("why") and advice in progress.given and advice.why:
            return Reply(advice.why, expecting=Expecting("told"))
        if advice is not None and score >= _CLEAR:
            return _give(progress, advice, memory)
        if heard.has(_SUGGEST) and (advice := _next(progress, memory)) is not None:
            return _give(progress, advice, memory)
        return None

    def lead_on(self, heard: Heard, memory: Memory) -> Reply | None:
        """Take up what was told, and ask or offer the next thing."""
        progress = self._progress
        if progress is None or not (self.steady or memory.turn - progress.given_at == 1):
            return None
        if heard.is_question:
            return _own_up(progress, heard, memory) if self.steady and not heard.has("you|your") else None
        told = memory.of_this_turn()
        stems = frozenset().union(*(clause.stems for clause in told)) - _refused(memory)
        advice, score = _closest(progress, stems, memory, fresh=True)
        question = _question(progress, memory, peek=True)
        asks_first = len(progress.asked) <= len(progress.given) and len(progress.asked) < _MOST_ASKED
        is_first = not progress.asked and not progress.given
        if question and (is_first or (asks_first and score < 2 * _CLEAR and not heard.is_(_AGREES))):
            progress.asked.append(question)
            return Reply(f"{lead(heard, memory)} {question}", expecting=Expecting("told"))
        chosen = _next(progress, memory) if heard.is_(_AGREES) or not told else advice if score >= _CLEAR else None
        if chosen is not None:
            return _give(progress, chosen, memory, opening=lead(heard, memory) if told else "")
        if not self.steady or not told:
            return None
        return Reply(f"{lead(heard, memory)} {memory.pick(*_LEADS_ON)}", expecting=Expecting("told"))

    def _find(self, heard: Heard) -> Progress | None:
        """The matter that is talked about now."""
        if self.steady and self._progress is not None:
            if self._progress.matter.name == ANYTHING and (named := find_matter(heard.plain, least=2)) is not None:
                self._progress = Progress(named)
            return self._progress
        if heard.has(_ADVICE_FOR) and (named := find_matter(heard.plain)) is not None:
            if self._progress is None or self._progress.matter is not named:
                self._progress = Progress(named)
            return self._progress
        return self._progress if self._progress is not None and _is_follow_up(heard) else None


def _is_follow_up(heard: Heard) -> bool:
    return any(heard.is_(pattern) for pattern in (_WHY, _MORE, _IF_NOT))


def _followed(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """Why, what else, and what if it does not work."""
    heard = heard.sentences[-1] if heard.sentences else heard
    if heard.is_(_WHY) and progress.given and progress.given_at == memory.turn - 1:
        why = progress.given[-1].why
        return Reply(why or memory.pick(*_REASONS), expecting=Expecting("told"), keeps=True)
    fails = heard.is_(_IF_NOT)
    if not fails and not heard.is_(_MORE):
        return None
    advice, score = _closest(progress, words_in(heard.plain), memory, fresh=True)
    chosen = advice if score >= _CLEAR else _next(progress, memory)
    if chosen is None:
        return Reply(
            memory.pick(
                "That's all I have on it. Which of these would you try first?",
                "I've run out of ideas there. What speaks to you most so far?",
            ),
            expecting=Expecting("told"),
        )
    opening = memory.pick("Then try this.", "In that case:", "Then another way.") if fails else ""
    return _give(progress, chosen, memory, opening=opening)


_LEADS_ON = (
    "What would help you most with that?",
    "What have you thought of yourself so far?",
    "What would you like to settle first?",
    "What else should I know before I suggest something?",
    "Which part of it shall we look at next?",
)
_REASONS = (
    "Because it's small enough to try, and you'll see soon whether it helps.",
    "Because it has worked for many people, and it costs you little.",
    "It's mostly experience: the simple things get done.",
)


def _give(progress: Progress, advice: Advice, memory: Memory, *, opening: str = "") -> Reply:
    """Say a piece of advice, with what the user told that it answers to; at most three sentences."""
    again = advice in progress.given
    if not again:
        progress.given.append(advice)
    progress.given_at = memory.turn
    memory.advised.append(advice.say)
    hook = None if again or opening else _hook(progress, advice, memory)
    if again:
        opening = memory.pick("As I said:", "Once more:", "I can only say it again:")
    elif hook is not None:
        opening = memory.pick(f"You told me that {hook.back}.", f"Since {hook.back}, here's what I'd do.")
    text = f"{opening} {advice.say}".strip()
    n_said = len(advice.sentences) + bool(opening)
    if n_said < _MOST_SENTENCES and (extra := _minding(progress, advice, memory)):
        return Reply(f"{text} {extra}", expecting=Expecting("told"))
    if n_said < _MOST_SENTENCES and not text.endswith("?") and memory.count("check") % 2 == 0:
        text = f"{text} {memory.pick('Would that work for you?', 'How does that sound?', 'Does that fit?')}"
    return Reply(text, expecting=Expecting("told"))


def _minding(progress: Progress, advice: Advice, memory: Memory) -> str:
    """What the user told that is to be minded: something refused, or what holds them back; once each."""
    refused = [word for word in _refused(memory) if word in words_in(advice.say)]
    if refused:
        named = next(word for word in words_of(advice.say) if stem(word) in refused)
        return f"Just leave out the {named}."
    held = against(memory)
    if held is None or held.back in progress.used or held.turn == memory.turn or not progress.given[1:]:
        return ""
    progress.used.add(held.back)
    return f"And I keep in mind that {held.back}."


def _hook(progress: Progress, advice: Advice, memory: Memory) -> Told | None:
    """Something that the user told and that this advice speaks to, once each."""
    about = (words_in(advice.say) | words_in(advice.on)) - words_for("common")
    for clause in reversed(memory.told):
        fits = (
            clause.whole
            and not _REFUSED.search(Heard(clause.said).plain)
            and clause.back not in progress.used
            and len(clause.said.split()) <= 12
        )
        if fits and clause.turn < memory.turn and (clause.stems - words_for("common")) & about:
            progress.used.add(clause.back)
            return clause
    return None


def _own_up(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """A question that nothing in the book answers: say so, and offer what there is."""
    if re.match(r"(?:and |so |but )*(?:what|who|when|where|how|which|why)\b", heard.bare):
        owned = memory.pick(
            "That I can't tell you for sure.", "I don't know that exactly.", "I'm not certain about that one."
        )
        opening = f"{owned} What I can say:"
    else:
        checks = heard.plain.startswith("so ") or heard.bare.startswith(("that is", "it is", "this is", "then"))
        opening = "Let me put it this way." if checks else memory.pick("It depends.", "Partly, I think.")
    advice = _next(progress, memory)
    return _give(progress, advice, memory, opening=opening) if advice is not None else None


def _closest(
    progress: Progress, stems: frozenset[str], memory: Memory, *, fresh: bool = False
) -> tuple[Advice | None, float]:
    """The advice that speaks most to these words, new advice first; with how well it fits."""
    refused = _refused(memory)
    scored = [
        (advice.fits(stems) - _SAID_BEFORE * (advice in progress.given), advice)
        for advice in progress.matter.advice
        if not (fresh and advice in progress.given)
        and not _is_refused(advice, refused)
        and (not advice.is_offer or "practis" in stems)
    ]
    best = max(scored, key=lambda one: one[0], default=None)
    return (best[1], best[0]) if best is not None else (None, 0.0)


def _next(progress: Progress, memory: Memory) -> Advice | None:
    """The next advice that was not given, is not refused, and comes closest to what was told lately."""
    lately = frozenset().union(*(clause.stems for clause in memory.told[-4:]))
    advice, score = _closest(progress, lately, memory, fresh=True)
    if score >= _CLEAR:
        return advice
    refused = _refused(memory)
    left = [one for one in progress.matter.advice if one not in progress.given and not _is_refused(one, refused)]
    return min(left, key=lambda one: one.is_offer, default=None)


def _asked_about(heard: Heard, memory: Memory) -> frozenset[str]:
    """What a question is about; a short one about someone who was told of is about what was told of them, too."""
    stems = words_in(heard.plain)
    if len(heard.words) > _SHORT:
        return stems
    named = stems - words_for("common")
    return stems.union(*(clause.stems for clause in memory.told if clause.stems & named))


def _refused(memory: Memory) -> frozenset[str]:
    """What the user does not want, like or have."""
    said = (Heard(clause.said).plain for clause in memory.told)
    words = [match["what"] for plain in said for match in _REFUSED.finditer(plain)]
    return frozenset().union(*(stems_of(word) for word in words)) - words_for("common")


def _is_refused(advice: Advice, refused: frozenset[str]) -> bool:
    """Whether it is about something refused; what is one of several things to choose from may stay."""
    return any(refused & words_in(part) for part in advice.sentences if " or " not in part)


def _question(progress: Progress, memory: Memory, *, peek: bool = False) -> str | None:
    """The next thing to find out that was not told yet."""
    for line in progress.matter.ask:
        question, _, needless = line.partition(" || ")
        if question not in progress.asked and not (needless and memory.knows(needless)):
            if not peek:
                progress.asked.append(question)
            return question
    return None


def _summary(progress: Progress, memory: Memory) -> str:
    """What the user told, and the heart of what was advised, in three sentences."""
    told = next((c for c in memory.told if c.whole and 4 <= len(c.said.split()) <= 14), None)
    parts = [f"You told me that {told.back}."] if told is not None else []
    chosen = progress.given[: _MOST_SENTENCES - len(parts)] or progress.matter.advice[:2]
    return " ".join([*parts, *(advice.sentences[0] for advice in chosen)])
