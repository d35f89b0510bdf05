"""Jokes, riddles, odd facts, stories, poems and tongue twisters."""

import itertools
import re

from agent.models.text.script.chat.content import load
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from scenarios.forms.names import distance

_YES = (
    r"(?:yes|yeah|yep|sure|okay|ok|please|go on|go ahead|why not|of course|absolutely|definitely|yes please|"
    r"sure thing|one more|another(?: one)?|more|i would|i would love to|let us do it|let us hear it|tell "
    r"me)(?: .{0,25})?"
)
_NO = (
    r"(?:no|nope|nah|no thanks|no thank you|not now|not really|rather not|i am good|that is enough|enough)(?: .{0,25})?"
)
_UNWANTED = r"do not (?:want|like|need|tell|know any)|no more|not another|hate"
_MOST_IN_A_GUESS = 8  # words
_ANOTHER = r"another|(?:one|any|some|do you (?:know|have)) more|more of (?:them|those)|next one"
_GIVE_UP = (
    r"(?:i )?(?:give up|do not know|have no idea|no idea|no clue|not sure|tell me|what is it|what|why|i am "
    r"not sure|dunno|pass|i can not guess)(?: .{0,30})?"
)

_WANTS: tuple[tuple[str, str], ...] = (
    ("joke", r"jokes?|cheer me up|distract me|something funny|make me laugh|pun"),
    ("riddle", r"riddles?|brain teaser|puzzle"),
    (
        "fact",
        (
            r"(?:fun|interesting|random|odd|strange|cool)? ?facts?(?! of)|something (?:interesting|i do not know)|"
            r"did you know|^tell me something$"
        ),
    ),
    ("story", r"stor(?:y|ies)|tale|bedtime story"),
    ("poem", r"poem|haiku|verse|rhyme for me|limerick"),
    ("twister", r"tongue twister"),
    ("quote", r"quote|something (?:inspiring|nice|good|kind)|inspire me|motivate me|motivational .*"),
    ("song", r"sing (?:me|us|something|a song)|(?:can|could|do|will|would) you sing"),
)
_ASKING = (
    r"(?:tell|give|know|have|got|say|hear|want|share|cheer|distract|another|more|one more|do you know|"
    r"any|sing|write|make|"
    r"let us hear|how about|please|i would like|got any)"
)


def amuse(heard: Heard, memory: Memory) -> Reply | None:
    """Something to laugh or wonder about, when it is asked for."""
    if (more := _more(heard, memory)) is not None:
        return more
    if heard.has(_UNWANTED):
        return None
    for kind, pattern in _WANTS:
        if heard.is_(
            rf"(?:a |an |another |one more |some |any |your (?:best|favou?rite) )?(?:good |funny |short |nice |"
            rf"little |new )?(?:{pattern})(?: please| again| then)?"
        ) or (heard.has(pattern) and heard.has(_ASKING) and len(heard.words) <= 14):
            return _give(kind, memory)
    return None


def riddle_answer(heard: Heard, memory: Memory) -> Reply | None:
    """A guess at the riddle that we set."""
    if memory.expecting is None or memory.expecting.kind != "riddle":
        return None
    answer, tries = str(memory.expecting.values["answer"]), int(memory.expecting.values.get("tries", 0))
    said = heard.plain
    if any(_alike(word, key) for key in answer.lower().split(",") for word in (said, *said.split(), *_pairs(said))):
        return Reply(
            memory.pick("Exactly! Well done. Another riddle?", "That's right! Want one more?"),
            expecting=Expecting("riddle_more"),
        )
    shown = answer.split(",", maxsplit=1)[0]
    if heard.is_(_GIVE_UP) or tries >= 1:
        return Reply(f"The answer is: {shown}. Shall I tell you another one?", expecting=Expecting("riddle_more"))
    if (heard.is_question and len(heard.words) > 5) or len(heard.words) > _MOST_IN_A_GUESS:
        return None
    hint = memory.expecting.values.get("hint", "")
    if heard.has("hint|clue|help"):
        return Reply(f"Here's a hint: {hint[0].lower()}{hint[1:]}", keeps=True)
    return Reply(
        f"Good guess, but no. {hint} Try once more, or give up.",
        expecting=Expecting("riddle", {**memory.expecting.values, "tries": tries + 1}),
    )


def _more(heard: Heard, memory: Memory) -> Reply | None:
    kind = memory.expecting.kind if memory.expecting is not None else ""
    if not kind.endswith("_more"):
        return None
    if heard.is_(_YES) or heard.has(_ANOTHER):
        return _give(kind.removesuffix("_more"), memory)
    if heard.is_(_NO):
        return Reply(
            memory.pick(
                "All right. What would you like to talk about instead?", "Okay, enough of that. What's on your mind?"
            )
        )
    return None


def _give(kind: str, memory: Memory) -> Reply:
    if kind == "riddle":
        riddle = memory.variety.pick(load("riddles"))
        question, answer, hint = (part.strip() for part in riddle.split("|"))
        return Reply(question, expecting=Expecting("riddle", {"answer": answer, "hint": hint}))
    if kind == "song":
        return Reply("You don't want to hear me sing, believe me. But I could tell you a joke or a poem instead.")
    text = memory.variety.pick(
        load(
            {
                "joke": "jokes",
                "fact": "facts",
                "story": "stories",
                "poem": "poems",
                "twister": "twisters",
                "quote": "quotes",
            }[kind]
        )
    )
    closing = {
        "joke": memory.pick("Want another one?", "Shall I go on?", "One more?", "How was that?"),
        "fact": memory.pick("Shall I tell you another?", "Did you know that already?", "Isn't that something?"),
    }.get(kind, "")
    return Reply(f"{text} {closing}".strip(), expecting=Expecting(f"{kind}_more"))


def _alike(said: str, key: str) -> bool:
    said, key = (
        re.sub(r"^(?:an? |the |your |is it )+", "", said.strip()),
        re.sub(r"^(?:an? |the |your )+", "", key.strip()),
    )
    return bool(said) and (said == key or (len(key) > 3 and distance(said, key) <= 1))


def _pairs(said: str) -> list[str]:
    words = said.split()
    return [f"{a} {b}" for a, b in itertools.pairwise(words)]
