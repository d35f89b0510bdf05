"""What the user has had enough of: our questions, until they ask for one, and answers to what they did not ask."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_ENOUGH_QUESTIONS = (
    r"(?:stop|quit|enough with|enough of|do not keep|do not go on|can you not keep|no more|without)(?: \w+){0,3} "
    r"(?:ask(?:ing)?|questions?|question(?:ing)? me|interrogat\w+|quizzing)|"
    r"(?:do not|stop|quit|never) ask(?:ing)? (?:me )?(?:so (?:much|many)|(?:any ?(?:more|thing)?)|questions?|"
    r"that many|back|all the time)|you (?:just |always |only |keep |do )*ask(?:ing)? (?:me )?(?:way |far |so )?"
    r"(?:too|so) (?:many|much)|(?:too|so) many questions|you (?:keep|are always|are just|are only) asking|"
    r"(?:i am )?(?:sick|tired) of (?:your|the|all the|these) questions|is this an interrogation|stop interrogating|"
    r"(?:just|only) listen(?: to me)?$|do not ask(?: me)?$"
)
_OF_OTHERS = r"i (?:\w+ )?(?:stop|quit|ask|have)|my \w+ (?:asks?|keeps)"
_INVITES = (
    r"(?:you (?:can|may|could) (?:\w+ )?ask|ask me|ask away|go ahead and ask|(?:do|don't) you (?:have|want) (?:\w+ )?"
    r"(?:questions?|to (?:know|ask))|what (?:do|would) you (?:want|like) to (?:know|ask)|any questions|"
    r"(?:your|next) question|feel free to ask|questions are (?:fine|okay|ok))"
)
_NOT_ASKED = (
    r"(?:but |no |hey )*(?:(?:that|this|it) (?:is|was) not (?:what|the thing) i (?:asked|wanted to know|meant)(?: .*)?|"
    r"(?:that|this|it) (?:is|was) not (?:my|the) question|i (?:did not|never) ask (?:you )?"
    r"(?:that|for that|about that|this)|(?:that|this) (?:is not|was not|does not|did not) (?:an answer|answer(?: .*)?)|"
    r"(?:please )?answer (?:my|the) question|"
    r"you (?:did not|have not|never) answer(?:ed)?(?: .*)?|i asked (?:you )?something else)"
)
_PROMISES = (
    "All right, no more questions. I'm listening.",
    "Fair enough, I'll stop asking. Say what you like, when you like.",
    "Okay, I'll just listen from here on.",
)
_LISTENING = (
    "I'm listening.",
    "Go on, if you like.",
    "Thank you for telling me.",
    "I can picture that.",
    "That says a lot.",
    "I hear you.",
    "Good to know.",
    "Take your time.",
    "I'm glad you told me.",
    "I'll keep that in mind.",
    "That's worth knowing.",
    "I'm with you.",
)
_ASKED_FOR = ("riddle", "trivia", "number", "which_game")  # they are questions, and wanted
_BRIEF = 2  # words that say too little on their own
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_PRESSES = re.compile(r"^(?:tell me|and then|how so|well\?|and\?)", re.IGNORECASE)


def no_questions(heard: Heard, memory: Memory) -> Reply | None:
    """The user does not want to be asked anything, or is ready to be asked again."""
    if heard.has(_ENOUGH_QUESTIONS) and not heard.has(_OF_OTHERS):
        memory.asks = False
        return Reply(memory.pick(*_PROMISES))
    if not memory.asks and heard.has(_INVITES):
        memory.asks = True
    return None


def not_what_was_asked(heard: Heard, memory: Memory) -> Reply | None:
    """Our answer missed the question: say which one it was, and own up to it."""
    if not heard.is_(_NOT_ASKED):
        return None
    question = next((said for said in reversed(memory.questions) if not Heard(said).is_(_NOT_ASKED)), None)
    if question is None:
        return Reply(
            memory.pick(
                "I'm sorry, then I got it wrong. Tell me again what you'd like to know.",
                "Sorry about that. Put it in other words for me, and I'll try to do better.",
            )
        )
    asked = f'"{question.rstrip("?.! ")}"' if len(question.split()) > 1 else "that"
    return Reply(
        memory.pick(
            f"You're right, sorry. You asked {asked}, and to be honest I don't have a good answer to it.",
            f"Sorry, I missed the point. You asked {asked}, and that's beyond what I know.",
        )
    )


def without_questions(text: str, memory: Memory, *, kind: str) -> str:
    """What is left of a reply once nothing is asked in it; ``kind`` is of what it waits for."""
    if kind in _ASKED_FOR:
        return text
    left = [part for part in _SENTENCE.split(text) if not part.endswith("?") and not _PRESSES.match(part)]
    brief = len(" ".join(left).split()) <= _BRIEF
    return " ".join([*left, memory.pick(*_LISTENING)] if brief else left)
