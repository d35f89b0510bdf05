"""What the assistant remembers, when it is asked: what the user told, and what it said itself."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import stems_of
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.remembering import Found, remember
from agent.models.text.script.chat.told import Told
from agent.models.text.script.tools.wording import listed

_NAME = (
    r"(?:do you (?:know|remember) )?(?:what is |what was |who am i|tell me )?(?:my name|who i am)(?: again)?|who am i|"
    r"what am i called|(?:do you )?remember (?:me|my name)|what did i say my name (?:is|was)"
)
_EVERYTHING = (
    r"(?:so )?(?:what|everything|all)(?: else)? (?:do|did|have|can) (?:you (?:know|remember|learned?|"
    r"say)|i (?:say|tell "
    r"you|told you))(?: so far| about (?:me|myself))*|tell me what you (?:know|remember)(?: about me)?|"
    r"what have (?:i|we) (?:told you|said|talked about)(?: so far)?|what did we talk about(?: so far)?|"
    r"(?:can you )?(?:sum(?:marize| up)|summary|recap)(?: .*)?|do you remember (?:what|anything|everything)"
    r"(?: (?:that )?i (?:told you|said|have told you))?(?: so far| about me| about myself)?"
)
_ABOUT_TOLD = re.compile(
    r"\b(?:what|where|who|whom|when|which|whose|why (?:did|could|was|am|do)|how (?:many|much|long|old|"
    r"often|far|late|early|tall|"
    r"big))\b.*\b(?:i|we|my|our|me)\b"
    r"|\b(?:do|did) you (?:still )?(?:know|remember|forget) .*\b(?:i|my|me|we|our)\b"
    r"|\b(?:did|have) i (?:already )?(?:tell|told|mention|mentioned|say|said)\b"
    r"|^(?:am|was|were|did) (?:i|we|my)\b|^(?:do|have) (?:i|we)\b(?! (?:need|have to|really need|still need))"
)
_ASKS_ADVICE = re.compile(
    r"\b(?:should|shall|(?<!when )can|would|might|must|(?<!have )to do|best|help me|tell me|give me|"
    r"how do i|what if|supposed|"
    r"do you (?:think|want|suggest|recommend))\b|(?<!why )\bcould\b|\b(?:do|will|am|are) (?:i|we) "
    r"(?:even |first |then |really )?"
    r"(?:need|start|begin|say|get rid|have to|decide|going to (?:do|say))\b"
    r"|^(?:and )?what do (?:i|we) do(?: now| then| first| next| if .*| about .*)?$"
    r"|\bwhat is (?:my|our) (?:best|chance|next|first)"
)
_CLEARLY_TOLD = re.compile(
    r"\b(?:did|have|had|was|were) (?:i|we)\b|\bremember\b|\bi (?:told|said|mentioned)\b|\bmy (?:\w+ "
    r")?(?:names?|called|job)\b|"
    r"\b(?:where|who|when|how old) (?:do|am|are|is) (?:i|we|my)\b(?! (?:start|begin|put|ask|need))|"
    r"\bwhat do i do for\b|"
    r"\bwhat (?:is|was) (?:my|our|his|her)\b|\bwhat (?:is|was) .* again$"
)
_FORGETS = (
    r"do not remember|do you remember|can not remember|remind me|i forgot|i have forgotten|what (?:is|was|"
    r"were) .* again$|what was it called"
)
_THIRD = re.compile(
    r"^(?:(?:and|so|but|ok|okay|until|since|with|from|for|in|at|to|by|about) )*(?:what|where|who|whom|"
    r"when|which|why (?:did|is|was|were|"
    r"does|are|has)|how (?:old|many|long|much|often))\b(?!.*\b(?:you|your|should|can (?:i|we|one)|"
    r"could|to do|if|would)\b)"
)
_ASK_BACK = (
    (r"\bnames?\b|\bcalled\b", "What's the name?"),
    (r"^where\b|\bwhere\b", "Where is it?"),
    (r"\bwho\b|\bwhom\b", "Who is it?"),
    (r"\bwhen\b|\bwhat (?:time|day|date)\b", "When is it?"),
    (r"\bhow old\b", "How old?"),
    (r"\bhow (?:many|much)\b", "How many or how much is it?"),
    (r"\bhow (?:long|far|often)\b", "Will you tell me?"),
    (r"", "Will you tell me now?"),
)
_WHERE_WERE_WE = (
    r"(?:i am back )?(?:so )?(?:where were we|where did we stop|what were we talking about|what was i saying)"
)
_HOW_I_DO = r"(?:how|where|what|when) do (?:i|we)"
_CERTAIN = 0.85
_ENOUGH = 0.68
_MOST_OF_ONE = 4
_MOST_TOLD = 5
_PAIR = 2


def who_they_are(heard: Heard, memory: Memory) -> Reply | None:
    """The user's name, or all that is known of them."""
    if heard.is_(_NAME):
        return _name(memory)
    if not heard.is_(_EVERYTHING) or (memory.has_goal and heard.has("sum|summari[sz]e|summary|recap")):
        return None
    return _everything(memory)


def recall(heard: Heard, memory: Memory) -> Reply | None:
    """An answer from what was said in this talk, or the honest word that it was not."""
    if (known := who_they_are(heard, memory)) is not None:
        return known
    asks = heard.sentences[-1] if heard.sentences else heard
    if heard.is_(_WHERE_WERE_WE):
        return _where_we_were(memory)
    found = remember(asks, memory)
    sure = not memory.has_goal and asks.is_question and asks.has(_HOW_I_DO) and found.score >= _CERTAIN
    if sure or _asks_back(asks, memory):
        if found.clauses and asks.has(r"about (?:my|our|the)") and asks.has("what i|what did i|anything"):
            found = _with_what_followed(found, memory)
        elif found.clauses and asks.has("why"):
            found = _with_the_next(found, memory)
        return Reply(_said_back(found, memory)) if found.clauses else _not_told(asks, memory)
    asks_of_others = not memory.has_goal and asks.is_question and _THIRD.match(asks.bare)
    if asks_of_others and found.score >= _ENOUGH and not _general(asks, found):
        return Reply(_said_back(_with_the_next(found, memory) if asks.has("why") else found, memory))
    return None


def _asks_back(heard: Heard, memory: Memory) -> bool:
    """Whether the user asks for something that they told, or think that they did."""
    if _ASKS_ADVICE.search(heard.bare) and not heard.has("remember|did i"):
        return False
    if memory.has_goal and not _CLEARLY_TOLD.search(heard.bare):
        return False
    return bool(heard.is_question and (_ABOUT_TOLD.search(heard.bare) or heard.has(_FORGETS)))


def _with_what_followed(found: Found, memory: Memory) -> Found:
    """The answer together with what was told in the next turns: the talk stays with a thing for a while."""
    first = min(clause.turn for clause in found.clauses)
    more = [clause for clause in memory.told if clause.whole and first <= clause.turn <= first + 2]
    return Found(tuple(more[:_MOST_OF_ONE]) or found.clauses, found.score)


def _with_the_next(found: Found, memory: Memory) -> Found:
    """The answer with what was told right after it: reasons are often told behind, without a word in common."""
    last = found.clauses[-1]
    index = memory.told.index(last) + 1
    if "because" in last.said or index >= len(memory.told) or not memory.told[index].whole:
        return found
    return Found((last, memory.told[index]), found.score)


def _where_we_were(memory: Memory) -> Reply:
    last = next((clause for clause in reversed(memory.told) if clause.whole and clause.turn < memory.turn), None)
    if last is None:
        return Reply("We had only just begun. What would you like to talk about?")
    return Reply(f"You had just told me that {last.back}. Go on, I'm listening.", expecting=Expecting("told"))


def _general(heard: Heard, found: Found) -> bool:
    """Whether the question is one about the world: it names nothing that only the user could have told."""
    shared = frozenset().union(*(clause.stems | clause.about for clause in found.clauses)) & stems_of(heard.plain)
    return not shared and not heard.has("he|she|him|her|they|it")


def _name(memory: Memory) -> Reply:
    if memory.name:
        return Reply(memory.pick(f"You're {memory.name}.", f"Your name is {memory.name}, of course."))
    return Reply("You haven't told me your name yet. What is it?", expecting=Expecting("name"))


def _everything(memory: Memory) -> Reply:
    known = [clause for clause in memory.told if clause.whole and 3 <= len(clause.said.split()) <= 14]
    own = [clause for clause in known if re.match(r"you\b|your\b", clause.back)] or known
    if not own and not memory.name:
        return Reply(
            memory.pick(
                "Not much yet! You haven't told me about yourself. What should I know?",
                "So far very little. Tell me something about you.",
            )
        )
    name = [f"your name is {memory.name}"] if memory.name and not memory.knows("my name") else []
    said = [clause.back for clause in own[: -_MOST_TOLD - 1 : -1][::-1]]
    return Reply(f"Let me think. You told me that {listed([*name, *said])}.")


def _said_back(found: Found, memory: Memory) -> str:
    whole = [clause.back for clause in found.clauses if clause.whole]
    if not whole or not found.clauses[0].whole:
        words = found.clauses[0].back
        return f"{words[0].upper()}{words[1:]}, you said."
    lead = memory.pick("You told me that", "You said that", "If I remember right,")
    return f"{lead} {listed(whole)}." if len(whole) != _PAIR else f"{lead} {whole[0]}, and {whole[1]}."


def _not_told(heard: Heard, memory: Memory) -> Reply:
    ask = next(ask for pattern, ask in _ASK_BACK if re.search(pattern, heard.plain))
    lead = memory.pick(
        "You haven't told me that yet.", "I don't think you've told me that.", "That I don't know; you haven't said."
    )
    return Reply(f"{lead} {ask}", expecting=Expecting("told"))


def earlier(clause: Told, memory: Memory) -> str:
    """A clause brought up again."""
    memory.recalled.add(clause.back)
    return f"{memory.pick('Earlier you said that', 'You told me before that', 'You mentioned that')} {clause.back}."
