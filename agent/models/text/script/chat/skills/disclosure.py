"""What people tell about themselves: names, feelings, likes, plans, what they did, and who is in their life."""

from agent.models.text.script.chat.content import load_feelings, load_questions
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, FactKind, Memory, Reply
from agent.models.text.script.chat.noticing import Noticed

_IN_ORDER: tuple[FactKind, ...] = (
    "name", "feeling", "wish", "plan", "did", "like", "dislike", "work", "person", "pet", "place", "age",
)  # fmt: skip
_NAME_WORDS = frozenset("it is i am my name just me the you can call this".split())
_NO_NAME = r"no|not|why|rather|yes|yeah|sure|okay|hello|hi|good|fine"
_CHILDREN = ("kids", "children", "sons", "daughters")
_BEGINNINGS = (
    "learn",
    "start",
    "try",
    "become",
    "write",
    "build",
    "quit",
    "stop",
    "change",
    "lose",
    "get better",
    "save",
)
_LOW = frozenset(
    "tired sad stressed nervous anxious lonely angry sick ill exhausted worried upset down scared bad".split()
)


def respond_to(noticed: list[Noticed], memory: Memory) -> Reply | None:
    """One reply to what was told: the thing that matters most."""
    for kind in _IN_ORDER:
        fact = next((fact for fact in noticed if fact.kind == kind), None)
        if fact is None:
            continue
        if kind == "name":
            return _met(fact.what, memory)
        if kind == "feeling":
            return _felt(fact.what, memory)
        about = question_kind(fact.kind, fact.what)
        text = memory.pick(*(question.format(what=fact.what) for question in load_questions()[about].first))
        return Reply(text, sure=False, expecting=Expecting("told", {"about_kind": about}))
    return None


def name_alone(heard: Heard, memory: Memory) -> Reply | None:
    """The answer to "what's your name?" in a word or two."""
    asked = memory.expecting is not None and memory.expecting.kind == "name"
    if not asked or len(heard.words) > 5 or heard.is_question or heard.has(_NO_NAME):
        return None
    words = [word for word in heard.bare.split() if word not in _NAME_WORDS]
    if not words:
        return None
    memory.learn("name", words[0].capitalize())
    return _met(words[0].capitalize(), memory)


def question_kind(kind: FactKind, what: str) -> str:
    """Under what the questions about a fact are found."""
    if kind == "plan" and what.startswith(_BEGINNINGS):
        return "beginning"
    return "children" if kind == "person" and what.endswith(_CHILDREN) else kind


def _met(name: str, memory: Memory) -> Reply:
    if memory.count("met") > 1:
        return Reply(memory.pick(f"Oh, {name} then! Thanks for telling me.", f"Got it: {name}."), sure=False)
    greetings = (
        f"Nice to meet you, {name}! How's your day been so far?",
        f"Hello {name}, good to meet you. What have you been up to today?",
    )
    return Reply(memory.pick(*greetings), sure=False, expecting=Expecting("day"))


def _felt(feeling: str, memory: Memory) -> Reply:
    """A word for how they feel, and a question."""
    text = memory.pick(*load_feelings()[feeling])
    return Reply(text, sure=False, expecting=Expecting("feeling" if feeling in _LOW else "day"))
