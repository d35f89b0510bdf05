"""Says advice: with what the user told that it speaks to, in three sentences at most, and never twice as if new."""

import re

from agent.models.text.script.chat.dislikes import DISLIKES, left_out
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import words_for
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.told import Told
from agent.models.text.script.chat.weighing import against
from agent.models.text.script.guide import asking
from agent.models.text.script.guide.book import Advice, words_in
from agent.models.text.script.guide.choosing import CLEAR, Progress, closest, disliked, next_advice
from agent.models.text.script.language import stem, words_of
from scenarios.forms.words import words

_STILL_THERE = 2  # turns after which advice is no longer what is spoken of
_MOST_SENTENCES = 3
_NOTHING_LEFT = (
    "That I don't know, and I've told you all that I have on it. What does your own sense say?",
    "There I'm at the end of what I know. You're closer to it than I am: what do you think?",
)
_REASONS = (
    "Because it's small enough to try, and you'll see soon whether it helps.",
    "Because it has worked for many people, and it costs you little.",
    "It's mostly experience: the simple things get done.",
)


def followed(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """Why, what else, and what if it does not work."""
    if memory.turn - progress.given_at > _STILL_THERE:
        return None
    heard = heard.sentences[-1] if heard.sentences else heard
    if heard.is_(asking.WHY) and progress.given and progress.given_at == memory.turn - 1:
        why = progress.given[-1].why
        return Reply(why or memory.pick(*_REASONS), expecting=Expecting("told"), keeps=True)
    fails = heard.is_(asking.IF_NOT)
    if not fails and not heard.is_(asking.MORE):
        return None
    advice, score = closest(progress, words_in(heard.plain), memory, fresh=True)
    chosen = advice if score >= CLEAR else next_advice(progress, memory)
    if chosen is None:
        return Reply(
            memory.pick(
                "That's all I have on it. Which of these would you try first?",
                "I've run out of ideas there. What speaks to you most so far?",
            ),
            expecting=Expecting("told"),
        )
    opening = memory.pick("Then try this.", "In that case:", "Then another way.") if fails else ""
    return give(progress, chosen, memory, opening=opening)


def judged(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """The user's answer to a question that was put to them for practice."""
    last = progress.given[-1] if progress.given else None
    if last is None or not last.answer or progress.given_at != memory.turn - 1 or heard.has(asking.PASSES):
        return None
    said = " ".join(words(heard.text))
    right = re.search(rf"\b(?:{last.answer})\b", said) is not None
    verdict = memory.pick("Exactly!", "That's right.") if right else memory.pick("Not quite.", "Nearly.")
    following = next((one for one in progress.matter.advice if one.answer and one not in progress.given), None)
    text = f"{verdict} {last.solution}"
    return Reply(text) if following is None else give(progress, following, memory, opening=text)


def give(progress: Progress, advice: Advice, memory: Memory, *, opening: str = "", check: bool = False) -> Reply:
    """Say a piece of advice, with what the user told that it answers to; at most three sentences."""
    again = advice in progress.given
    if not again:
        progress.given.append(advice)
    progress.given_at = memory.turn
    memory.advised.append(advice.say)
    short = len(advice.sentences) < _MOST_SENTENCES
    hook = _hook(progress, advice, memory) if short and not (again or opening) else None
    if again:
        opening = memory.pick("As I said:", "Once more:", "I can only say it again:")
    elif hook is not None:
        opening = memory.pick(f"You told me that {hook.back}.", f"Since {hook.back}, here's what I'd do.")
    text = f"{opening} {advice.say}".strip()
    n_said = len(advice.sentences) + bool(opening)
    if n_said < _MOST_SENTENCES and (extra := _minding(progress, advice, memory)):
        return Reply(f"{text} {extra}", expecting=Expecting("told"))
    if check and n_said < _MOST_SENTENCES and not text.endswith("?") and memory.count("check") % 2 == 0:
        text = f"{text} {memory.pick('Would that work for you?', 'How does that sound?', 'Does that fit?')}"
    return Reply(text, expecting=Expecting("told"))


def _hook(progress: Progress, advice: Advice, memory: Memory) -> Told | None:
    """Something that the user told and that this advice speaks to, once each."""
    about = (words_in(advice.say) | words_in(advice.on)) - words_for("common")
    for clause in reversed(memory.told):
        fits = (
            clause.whole
            and not DISLIKES.search(Heard(clause.said).plain)
            and clause.back not in progress.used
            and len(clause.said.split()) <= 12
        )
        if fits and clause.turn < memory.turn and (clause.stems - words_for("common")) & about:
            progress.used.add(clause.back)
            return clause
    return None


def _minding(progress: Progress, advice: Advice, memory: Memory) -> str:
    """What the user told that is to be minded: something refused, or what holds them back; once each."""
    said = left_out(advice.say)
    refused = [word for word in disliked(progress, memory) if word in words_in(said)]
    if refused:
        named = next(word for word in words_of(said) if stem(word) in refused)
        return f"Just leave out the {named}."
    held = against(memory)
    if held is None or held.back in progress.used or held.turn == memory.turn or not progress.given[1:]:
        return ""
    progress.used.add(held.back)
    return f"And I keep in mind that {held.back}."


def own_up(progress: Progress, heard: Heard, memory: Memory) -> Reply | None:
    """A question that nothing in the book answers: say so, and offer what there is."""
    if re.match(r"(?:and |so |but |what )*if\b", heard.plain):
        opening = memory.pick("In that case:", "Even then:")
    elif re.match(r"(?:and |so |but )*(?:what|who|when|where|how|which|why)\b", heard.bare):
        owned = memory.pick(
            "That I can't tell you for sure.", "I don't know that exactly.", "I'm not certain about that one."
        )
        opening = f"{owned} What I can say:"
    else:
        checks = heard.plain.startswith("so ") or heard.bare.startswith(("that is", "it is", "this is", "then"))
        unsure = memory.pick("I'm not sure about that.", "I can't say yes or no to that.")
        opening = "Let me put it this way." if checks else f"{unsure} What I can say:"
    advice = next_advice(progress, memory)
    if advice is None:
        return Reply(memory.pick(*_NOTHING_LEFT), expecting=Expecting("told"))
    return give(progress, advice, memory, opening=opening)


def summary(progress: Progress, memory: Memory) -> str:
    """What the user told, and the heart of what was advised, in three sentences."""
    told = next((c for c in memory.told if c.whole and 4 <= len(c.said.split()) <= 14), None)
    parts = [f"You told me that {told.back}."] if told is not None else []
    chosen = progress.given[: _MOST_SENTENCES - len(parts)] or progress.matter.advice[:2]
    return " ".join([*parts, *(advice.sentences[0] for advice in chosen)])
