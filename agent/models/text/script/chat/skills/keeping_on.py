"""Yes and no, short answers, changes of the subject, and questions that have no answer."""

import re

from agent.models.text.script.chat.content import load_openers
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.phrases import thing
from agent.models.text.script.chat.skills.listening import acknowledge, back_or_new

_BEGINNING = 2  # turns
_YES = (
    r"(?:yes|yeah|yep|yup|sure|of course|absolutely|definitely|exactly|right|true|correct|i do|i am|i did|it is|it was|"
    r"indeed|uh huh|mhm|very much|a lot|totally)(?: (?:so|it is|i do|it was|really|very much|thanks|please))*"
)
_NO = (
    r"(?:no|nope|nah|not really|not at all|never|i do not|i am not|not yet|no way|i did not|none|nothing)(?: .{0,20})?"
)
_MAYBE = (
    r"(?:maybe|perhaps|i guess(?: so)?|possibly|i do not know|not sure|i am not sure|it depends|hard to say|kind of|"
    r"sort of|no idea|dunno|idk|meh|whatever|no clue|i suppose(?: so)?)(?: .{0,12})?"
)
_CHANGE = (
    r"what (?:do|would) you (?:want|like) to know(?: about me)?|"
    r"(?:(?:that is|this is|it is|so|how|very|i find this) )*boring|"
    r"(?:let us )?(?:talk|chat) about something else|(?:let us )?change the (?:subject|topic)|something else|"
    r"another topic|next topic|you (?:choose|pick|decide)(?: .*)?|ask me (?:something|a question|anything)(?: else)?|"
    r"(?:what|whatever) (?:do you want to|would you like to|shall we|should we|you want to) (?:talk|chat|discuss)"
    r"(?: about)?|surprise me|talk to me|say something|let us (?:just )?talk(?: .*)?|"
    r"entertain me|(?:let us |can we |i want to |i would like to |i just want to )?(?:just )?(?:talk|chat)"
    r"(?: with you| a bit| for a while)?|i am just (?:testing|trying)(?: .*)?"
)
_OTHER_SUBJECT = r"(?:talk|chat|speak) about something else|change the (?:subject|topic)"
_FACTUAL = r"who (?:is|was|won|invented|wrote)|when (?:is|was|did)|how (?:many|much|far|old|tall|big)|what year|which"
_NOT_KNOWN = (
    "I don't know that one, and I'd rather not guess.",
    "That's beyond what I know, I'm afraid.",
    "I can't tell you that, sorry. I don't have it.",
)
_DOUBTS = (
    r"really|seriously|are you (?:sure|serious|kidding)|no kidding|is that (?:so|true|right)|no way|(?:oh )?really now"
)
_ECHOES = (
    rf"{_DOUBTS}|wow|oh wow|"
    r"bruh|lol|omg|damn|dude|interesting|i see|oh(?: okay| really)?|cool|nice|okay|ok|(?:ok |okay )?fine|hm|aha|got it|"
    r"fair enough|that is (?:interesting|"
    r"cool|nice|crazy|amazing|great|good)"
)


def yes_or_no(heard: Heard, memory: Memory) -> Reply | None:
    """Yes, no, maybe: the answer to whatever we asked."""
    if any(clause.whole for clause in memory.of_this_turn()):
        return None
    if heard.is_(_YES):
        more = (
            "Good. Tell me a little more about it.",
            "All right. How did that come about?",
            "I thought as much. Go on, I'm listening.",
            "I'd like to hear the story behind that.",
            "Okay. And what goes with it?",
            "Then there's something to tell. I'm listening.",
        )
        return Reply(memory.pick(*more), sure=False)
    if heard.is_(_NO):
        return back_or_new(memory, memory.pick("All right.", "Okay.", "Fair enough.", "No problem."))
    if heard.is_(_MAYBE):
        lead = memory.pick("That's all right.", "You don't have to know.", "Let's leave it open, then.")
        return back_or_new(memory, lead)
    return None


def offers(heard: Heard, memory: Memory) -> Reply | None:
    """As in "I could tell you about my garden"."""
    match = re.search(
        r"\bi (?:\w+ ){0,3}(?:tell you|talk)(?: a bit| something)? about "
        r"(?P<what>.+?)(?: (?:again|instead|now|please))*$",
        heard.plain,
    )
    if match is None or heard.is_question or (what := thing(match["what"])) is None:
        return None
    return Reply(f"{memory.pick('Yes, please.', 'Gladly.')} Tell me about {what}.", expecting=Expecting("told"))


def change(heard: Heard, memory: Memory) -> Reply | None:
    """The user wants to talk of something else, or leaves the choice to us."""
    if not heard.is_(_CHANGE) and not heard.has(_OTHER_SUBJECT):
        return None
    memory.expecting = None
    memory.stuck = 0
    lead = memory.pick("Gladly.", "All right.", "Okay, let me ask you something.")
    return Reply(f"{lead} {memory.pick(*load_openers())}", expecting=Expecting("opener"))


def echoes(heard: Heard, memory: Memory) -> Reply | None:
    """As in "Really?", "wow", "I see"."""
    if not heard.is_(_ECHOES):
        return None
    if heard.is_(_DOUBTS):
        return Reply(memory.pick("Yes, really.", "As far as I know, yes.", "I do mean it."), sure=False, keeps=True)
    if memory.expecting is not None and memory.last_reply.endswith("?"):
        return Reply(memory.pick("Mhm. Take your time.", "Well? I'm curious.", "And? I'm listening."), keeps=True)
    return back_or_new(memory, memory.pick("Isn't it?", "Mhm.", "I thought so too."))


def keep_on(heard: Heard, memory: Memory) -> Reply:
    """Something to say to everything else."""
    if heard.has(_FACTUAL) and not heard.has("i|we|my|me"):
        return Reply(memory.pick(*_NOT_KNOWN), sure=False)
    if heard.is_question:
        return Reply(
            memory.pick(
                "I'm not sure about that. What do you think?",
                "I can't tell, honestly. What would you say yourself?",
                "Hmm, I'd have to pass on that one. But I'm curious why you ask.",
                "That's beyond me, honestly. Is it something that you've been thinking about?",
                "There I can only guess, and I'd rather not. What's your guess?",
                "I don't know, to be honest. Where would you look for the answer?",
                "Good question, and I don't have the answer. What would you say?",
            ),
            sure=False,
        )
    if memory.turn <= _BEGINNING:
        return Reply("I'm glad you're here. What have you been up to today?", sure=False, expecting=Expecting("day"))
    return back_or_new(memory, acknowledge(heard, memory))
