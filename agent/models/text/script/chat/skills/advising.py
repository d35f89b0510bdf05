"""Advice on what it cannot know: it says so, and weighs what the user has told."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.phrases import thing
from agent.models.text.script.chat.weighing import against, in_favour
from agent.models.text.script.guide import asking

_DOUBTING = r"crazy|stupid|wrong|bad|mad|silly|too (?:late|old|early|much|young)|selfish|dangerous|weird|ridiculous"
_END = r"(?: then| now| instead| you think| in your opinion| or not)?$"
_IN_A_PLACE = re.compile(
    r"\b(?:what|where) (?:should|can|could|would|shall|do) (?:i|we|you) "
    r"(?:do|see|visit|eat|go|stay|look at|try|suggest)(?:[\w ]*?)\b(?:there|in (?P<place>(?!my place|"
    r"your place|that case|this situation)[\w ]+?))" + _END
)
_EITHER = re.compile(
    r"\b(?:should|shall|would you|which is better|what is better|is it better)\b[\w' ]*? "
    r"(?P<one>[\w']+(?: [\w']+){0,3}) or "
    r"(?P<other>[\w' ]+?)" + _END
)
_ON_A_PLAN = (
    r"(?:do|would) you (?:really )?think (?:that )?(?:that is|this is|it is|it would be|i should|we "
    r"should|so|i can|we can|it will|i will|i could)(?: .*)?|"
    r"(?:should|shall|must|ought) (?:i|we) .+|is (?:that|this|it) (?:a )?(?:good|bad|stupid|crazy|smart|worth)(?: .*)?|"
    r"(?:do you think )?(?:am i|is it) (?:right|wrong|crazy|stupid|too late)(?: .*)?|would you do (?:it|that)(?: .*)?|"
    r"(?:can|will|could) (?:it|this|that|i) (?:work|make it|manage)(?: .*)?"
)
_WHAT_TO_DO = (
    r"what would be (?:the|a) (?:first|next|best) (?:step|thing)(?: .*)?|"
    r"what do you think (?:that )?(?:i|we) should (?:do|say)(?: .*)?|"
    r"what would you (?:do|pack|say|take|choose|suggest|recommend|advise|change)(?: .*)?|(?:and )?if "
    r"you were me(?: .*)?|"
    r"what (?:do|can|could) you (?:recommend|suggest|advise)(?: .*)?|"
    r"(?:what is|do you have|give me|i need)(?: your| any| some)? (?:advice|tips?|suggestions?|ideas?)(?: .*)?|"
    r"what (?:should|can|could|do) (?:i|we) (?:do|say|try|change)(?: .*)?|how (?:can|could|should|do) "
    r"i .+|what do you think (?:that )?(?:i|we) should (?:do|say)(?: .*)?|any (?:advice|ideas|tips)(?: .*)?"
)
_THAT_DOES_NOT_HELP = (
    r"(?:that|this|it) (?:does not|did not|will not|would not) (?:really )?(?:help|work)(?: .*)?|"
    r"(?:that is|this is|you are) not (?:very |really |so )?(?:helpful|useful|an answer)(?: .*)?"
)
_MORE = (
    r"(?:and |or )?(?:what|anything|something) else(?: .{0,20})?|another (?:idea|one|option)|more "
    r"ideas|(?:and )?(?:what )?if "
    r"(?:that|this|it) (?:does not|will not|is not|fails?).*"
)
_WHY = r"(?:but |and )?why(?: (?:that|is that|should i|would i|do you think so))?|how come|what for|why so"
_STEPS = (
    "I'd write down the two best options and sleep on it once. The one that you still like in the morning is it.",
    "I'd start with the smallest step that can be undone. What would that be for you?",
    "I'd ask somebody who has done it before. Do you know someone like that?",
    "I'd tell one person about it today. Saying it aloud often shows what you really want.",
    "I'd give it a fixed time, say two weeks, and then look at it again.",
)
_WORDS_FOR_IT = (
    "I'd say how it is for you, in one sentence that begins with I, and then ask for one thing. What would that be?",
    "Something friendly first, then the one thing that you wish for. How would that sound in your words?",
    "Perhaps just that you don't know how to say it, and that it matters to you. Would that be true?",
)
_REASONS = (
    "Because a small try costs little, and you learn more from it than from thinking.",
    "Because it keeps the other ways open.",
    "Because you know yourself best; it only helps you to hear what you want.",
)
_IN_THAT_CASE = (
    "Then you'd at least know where you stand. What would you do in that case?",
    "It may happen, and you'd get through it. What would help you then?",
    "Then I'd take a break and try again another day. Could you live with that?",
)
_STILL_THERE = 2  # answers after which advice is still what is spoken of


def advise(heard: Heard, memory: Memory) -> Reply | None:
    """How it would go about it, in answer to a request for advice."""
    for ask in (_in_a_place, _either, _on_a_plan, _what_to_do):
        if (text := ask(heard, memory)) is not None:
            memory.advised.append(text)
            return Reply(text, sure=False, expecting=Expecting("told"))
    if memory.advised and memory.advised[-1] in memory.said[-_STILL_THERE:]:
        if heard.is_(_MORE):
            memory.advised.append(text := memory.pick(*_STEPS))
            return Reply(text, sure=False, expecting=Expecting("told"))
        if heard.is_(_WHY):
            held = against(memory)
            return Reply(f"Because {held.back}." if held else memory.pick(*_REASONS), sure=False, keeps=True)
    if heard.is_(r"(?:and |but |so )*(?:what )?if .+") and heard.is_question:
        return Reply(memory.pick(*_IN_THAT_CASE), sure=False, expecting=Expecting("told"))
    if heard.is_(_THAT_DOES_NOT_HELP):
        return Reply(
            memory.pick(
                "Fair enough. Then tell me what would: someone to think it through with, or just someone to listen?",
                "You're right, that was thin. What have you thought of yourself?",
            )
        )
    return None


def _in_a_place(heard: Heard, memory: Memory) -> str | None:
    match = _IN_A_PLACE.search(heard.plain)
    if match is None:
        return None
    written = {word.lower(): word for word in re.findall(r"[A-Z][a-z]+", heard.text)}
    named = " ".join(written.get(word, word) for word in match["place"].split()) if match["place"] else ""
    there = f"in {thing(named)}" if thing(named) else "there"
    hook = (
        f" You told me that {liked.back}, so I'd begin with that." if (liked := in_favour(memory, heard.plain)) else ""
    )
    return memory.pick(
        f"I don't know the place well enough to name spots.{hook} I'd pick one thing that you'd be "
        f"sorry to miss, one good "
        f"place to eat, and a free afternoon just to wander.",
        f"I've never been anywhere, so take this with a grain of salt: {there} I'd ask someone who lives there for "
        f"their favorite walk and their favorite lunch.{hook}",
        f"Honestly, I can't tell you what's best {there}.{hook} I'd plan one fixed thing a day and "
        f"leave the rest open.",
    )


def _either(heard: Heard, memory: Memory) -> str | None:
    match = _EITHER.search(heard.plain)
    if match is None or match["other"].strip() in ("not", "so"):
        return None
    held = against(memory, heard.plain)
    because = f" You told me that {held.back}, so I'd ask which of the two makes that easier." if held else ""
    return memory.pick(
        f"I can't decide that for you, but try this: flip a coin, and watch what you hope for while "
        f"it's in the air.{because}",
        f"I'd take the one that you can still undo if it turns out wrong.{because or ' Which one is that?'}",
    )


def _on_a_plan(heard: Heard, memory: Memory) -> str | None:
    if not heard.is_(_ON_A_PLAN):
        return None
    held, drawn = against(memory, heard.plain), in_favour(memory, heard.plain)
    if held is not None and drawn is not None and held is not drawn:
        return memory.pick(
            f"On the one hand, {drawn.back}; on the other, {held.back}. If there's a way around the "
            f"second, I'd say go for "
            f"it. Is there?",
            f"You told me that {drawn.back}, and that matters. I'd first find an answer to the other "
            f"thing: {held.back}.",
        )
    if held is not None:
        return memory.pick(
            f"I'd be careful there, because {held.back}. What would have to change for it to feel right?",
            f"It could work, but you told me that {held.back}. Could you try it in a small way first?",
        )
    if heard.has("should|shall|must|ought"):
        return memory.pick(
            "I lean towards yes, but it's yours to decide. What speaks against it?",
            "If nothing but worry speaks against it, I'd say yes. Is there more to it?",
            "Ask yourself which you'd regret more in a year, doing it or not. Which is it?",
        )
    if heard.has("do you think (?:that )?(?:i|we) (?:will|can|could|would)"):
        return memory.pick(
            "I wouldn't bet against you. What makes you doubt it?",
            "Whoever asks that takes it seriously, and that's half of it. What would you want to be good at first?",
        )
    opening = "No, I don't think so." if heard.has(_DOUBTING) else "I think so."
    return memory.pick(
        f"{opening} Try it in a small way first, and see how it feels after two weeks.",
        f"{opening} What's the worst that could happen, and could you live with that?",
        f"{opening} At least if you'd still want it on a bad day. Would you?",
    )


def _what_to_do(heard: Heard, memory: Memory) -> str | None:
    if heard.is_(asking.BARE) and not memory.told:
        return memory.pick("Gladly. On what? Tell me a little about it.", "Of course. What is it about?")
    if not heard.is_(_WHAT_TO_DO) and not heard.is_(asking.BARE):
        return None
    held = against(memory, heard.plain)
    if held is not None and memory.count(f"held {held.back}") == 1:
        return memory.pick(
            f"You told me that {held.back}, so that's where I'd begin. What would ease it, even a little?",
            f"Since {held.back}, I'd look for the smallest step that helps with exactly that. What comes to mind?",
        )
    if heard.has("say|tell|answer"):
        return memory.pick(*_WORDS_FOR_IT)
    return memory.pick(*(_STEPS[1:] if heard.bare.startswith("how") else _STEPS))
