"""When nothing else fits: yes and no, short answers, going back to what was told, and fresh starts."""

import re

from agent.models.text.script.chat.content import load_questions
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Fact, Memory, Reply
from agent.models.text.script.chat.noticing import turned
from agent.models.text.script.chat.skills.disclosure import question_kind
from agent.models.text.script.chat.skills.recall import told
from agent.models.text.script.chat.skills.topics import acknowledge

_OPENERS = (
    "What's the best thing you've eaten lately?",
    "If you had tomorrow off, what would you do?",
    "What did you want to become when you were little?",
    "Is there a place you'd go back to at once?",
    "What have you been curious about lately?",
    "Which small thing made you smile this week?",
    "What's a skill you'd like to have overnight?",
    "What do people usually get wrong about you?",
    "What's something you're looking forward to?",
    "Who makes you laugh the most?",
)


_HOW_IS_IT = ("How is that going?", "What has become of it?")
_YES = (
    r"(?:yes|yeah|yep|yup|sure|of course|absolutely|definitely|exactly|right|true|correct|i do|i am|i did|it is|it was|"
    r"indeed|uh huh|mhm|very much|a lot|totally)(?: (?:so|it is|i do|it was|really|very much|thanks|please))*"
)
_NO = (
    r"(?:no|nope|nah|not really|not at all|never|i do not|i am not|not yet|no way|i did not|none|nothing)(?: .{0,20})?"
)
_MAYBE = (
    r"(?:maybe|perhaps|i guess(?: so)?|possibly|i do not know|not sure|i am not sure|it depends|hard to say|kind of|"
    r"sort of|no idea|dunno|whatever|i suppose(?: so)?)(?: .{0,25})?"
)
_CHANGE = (
    r"(?:let us )?(?:talk|chat) about something else|(?:let us )?change the (?:subject|topic)|something else|"
    r"another topic|next topic|you (?:choose|pick|decide)(?: .*)?|ask me (?:something|a question|anything)(?: else)?|"
    r"(?:what|whatever) (?:do you want to|would you like to|shall we|should we|you want to) (?:talk|chat|discuss)"
    r"(?: about)?|surprise me|talk to me|say something|tell me something(?: else)?|let us (?:just )?talk(?: .*)?|"
    r"entertain me|(?:let us |can we |i want to |i would like to |i just want to )?(?:just )?(?:talk|chat)"
    r"(?: with you| a bit| for a while)?|i am just (?:testing|trying)(?: .*)?"
)
_ECHOES = (
    r"really|seriously|are you (?:sure|serious|kidding)|no kidding|is that (?:so|true|right)|wow|oh wow|"
    r"interesting|i see|oh(?: okay| really)?|cool|nice|okay|ok|hm|aha|got it|fair enough|that is (?:interesting|"
    r"cool|nice|crazy|amazing|great|good)"
)


def yes_or_no(heard: Heard, memory: Memory) -> Reply | None:
    """Yes, no, maybe: the answer to whatever we asked."""
    if heard.is_(_YES):
        more = (
            "Tell me more about it.",
            "I thought so! What comes with that?",
            "Good. And what else?",
            "Nice. How come?",
            "I'd like to hear the story behind that.",
            "Aha! Since when?",
            "Then there's something to tell. I'm listening.",
            "Good to know. Who else knows that about you?",
        )
        return Reply(memory.pick(*more), sure=False)
    if heard.is_(_NO):
        return _back_or_new(memory, memory.pick("All right.", "Okay.", "Fair enough.", "No problem."))
    if heard.is_(_MAYBE):
        lead = memory.pick("That's all right.", "You don't have to know.", "Let's leave it open, then.")
        return _back_or_new(memory, lead)
    return None


def change(heard: Heard, memory: Memory) -> Reply | None:
    """The user wants to talk of something else, or leaves the choice to us."""
    if not heard.is_(_CHANGE):
        return None
    memory.topic = None
    memory.expecting = None
    lead = memory.pick("Gladly.", "All right.", "Okay, let me ask you something.")
    return Reply(f"{lead} {memory.pick(*_OPENERS)}", expecting=Expecting("opener"))


def echoes(heard: Heard, memory: Memory) -> Reply | None:
    """As in "Really?", "wow", "I see"."""
    if not heard.is_(_ECHOES):
        return None
    return _back_or_new(memory, memory.pick("Yes, really.", "Isn't it?", "Mhm.", "I thought so too."))


def keep_on(heard: Heard, memory: Memory) -> Reply:
    """Something to say to everything else."""
    memory.stuck += 1
    if heard.is_question:
        return Reply(
            memory.pick(
                "I'm not sure about that. What do you think?",
                "That's a good question. What would you say?",
                "I don't have a good answer to that. How do you see it?",
                "Hmm, I'd have to pass on that one. But I'm curious why you ask.",
                "That's beyond me, honestly. Is it something that you've been thinking about?",
                "I wish I knew. What made you think of it?",
                "There I can only guess, and I'd rather not. What's your guess?",
                "I don't know, to be honest. Where would you look for the answer?",
                "Good question, no answer. Has anyone ever told you one?",
            ),
            sure=False,
        )
    if (phrase := _phrase(heard)) and memory.stuck % 2:
        return Reply(
            memory.pick(
                f"{acknowledge(heard, memory)} Tell me more about {phrase}.",
                f"What makes you think of {phrase}?",
                f"And what does {phrase} mean to you?",
            ),
            sure=False,
            expecting=Expecting("told"),
        )
    return _back_or_new(memory, acknowledge(heard, memory))


def _back_or_new(memory: Memory, lead: str) -> Reply:
    """Go back to something that was told and not asked about since, or open something new."""
    fact = next(
        (
            f
            for f in memory.facts
            if not f.recalled and memory.turn - f.turn >= 3 and f.kind not in ("name", "age", "feeling")
        ),
        None,
    )
    if fact is not None:
        fact.recalled = True
        return Reply(
            f"{lead} {_recalled(fact, memory)}",
            sure=False,
            expecting=Expecting("told", {"about_kind": fact.kind, "depth": 1}),
        )
    return Reply(f"{lead} {memory.pick(*_OPENERS)}", sure=False, expecting=Expecting("opener"))


def _recalled(fact: Fact, memory: Memory) -> str:
    if fact.kind in ("person", "pet", "place"):
        earlier = f"You mentioned {'your ' if fact.kind != 'place' else ''}{fact.what} earlier."
    else:
        earlier = memory.pick("Earlier you said", "You told me before that", "I remember that") + f" {told(fact)}."
    return f"{earlier} {memory.pick(*load_questions()[question_kind(fact.kind, fact.what)].later or _HOW_IS_IT)}"


def _phrase(heard: Heard) -> str | None:
    """The thing that was spoken of, said back: "my grandmother's garden" is "your grandmother's garden"."""
    match = re.search(
        r"\b(?P<phrase>(?:my|our|the|this|these|those) (?:\w+ )?(?!and\b|of\b|is\b|was\b|to\b)\w{4,})\b", heard.plain
    )
    return turned(match["phrase"]) if match else None
