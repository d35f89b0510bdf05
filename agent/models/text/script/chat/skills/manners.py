"""Hello, how are you, and goodbye."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply

_HELLO = (
    r"(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|yo)"
    r"(?: there| again| you| assistant| voice assistant)?"
)
_HOW_ARE_YOU = (
    r"(?:how (?:are|have) you(?: been| doing| today| feeling| this \w+)*|how is (?:it going|everything|your day(?: "
    r"going)?|life)(?: today)?|how do you do|how are things(?: going)?|what is up|how was your (?:day|weekend|"
    r"night|morning)|are you (?:okay|well|good|fine|happy)|how goes it)"
)
_LEAD = r"(?:(?:ok|okay|all right|well|thanks|thank you|so|and|great|perfect) )*"
_BYE = (
    rf"{_LEAD}(?:(?:good ?bye|bye)(?: (?!and\b)\w+)(?: \w+)?(?: \w+)?|good ?bye|bye(?: bye)*|see you(?: later| soon| "
    rf"tomorrow)?|talk to you (?:later|soon)|good night|"
    rf"take care|sleep well|"
    r"(?:i (?:have to|need to|must|got to|should) (?:go|leave|run)|i am leaving)(?: now| soon)?|"
    r"that is (?:all|it)(?: for (?:now|today)| then)?|have a (?:good|nice|great) (?:one|day|evening|night|weekend)|"
    r"i am done(?: now| here)?|let us (?:stop|end) here|end (?:the )?(?:call|conversation))(?: (?:then|now|and .*|"
    r"bye|goodbye|thanks.*|thank you.*))*"
)
_BRIEF = 6  # words
_LEAVING = (
    r"(?:i |we )(?:really )?(?:have to|need to|must|got to|should) (?:go|leave|run|hang up)(?: now| soon)?"
    r"(?:$| (?:it was|bye|goodbye|thanks|thank))|(?:bye|goodbye)$"
)
_TO_END = 'You can press "End conversation early" to end.'
_LOW = (
    r"not (?:so |very |that |too |really )?(?:good|great|well)|bad|terrible|awful|tired|sad|stressed|sick|"
    r"exhausted|lonely|rough|could be better|so so|meh|upset"
)
_HIGH = r"good|great|well|fine|okay|ok|all right|not bad|fantastic|wonderful|happy|amazing|excellent|busy|same|alright"


def goodbye(heard: Heard, memory: Memory) -> Reply | None:
    """The user leaves."""
    last = heard.sentences[-1:] or (heard,)
    if not (heard.is_(_BYE) or last[0].is_(_BYE) or heard.has(_LEAVING)):
        return None
    name = f", {memory.name}" if memory.name else ""
    partings = (
        f"Goodbye{name}! It was nice talking with you.",
        f"Take care{name}. I enjoyed our talk.",
        f"Bye{name}! Have a lovely day.",
    )
    return Reply(f"{memory.pick(*partings)} {_TO_END}")


def greeting(heard: Heard, memory: Memory) -> Reply | None:
    """Hello, with or without "how are you"."""
    if heard.is_(_HOW_ARE_YOU) or heard.is_(rf"{_HELLO},? {_HOW_ARE_YOU}"):
        answers = (
            "I'm doing well, thank you. How are you today?",
            "Very well, thanks for asking. And you?",
            "I'm fine, and glad to have someone to talk to. How about you?",
        )
        return Reply(memory.pick(*answers), expecting=Expecting("how_are_you"))
    if not heard.is_(rf"{_HELLO}(?: {_HELLO})*"):
        return None
    if memory.count("hello") > 1 or len(memory.heard) > 2:
        return Reply(memory.pick("Hello again! What would you like to talk about?", "Hi! I'm all ears."))
    first = ("Hi there! It's nice to meet you. What's your name?", "Hello! Good to hear you. Who am I talking with?")
    return Reply(memory.pick(*first), expecting=Expecting("name"))


def how_they_are(heard: Heard, memory: Memory) -> Reply | None:
    """The answer to our "how are you"."""
    if memory.expecting is None or memory.expecting.kind != "how_are_you":
        return None
    if heard.is_question:
        return None
    if memory.of_this_turn() and len(heard.words) > _BRIEF:
        return None  # there is more in it than how they are
    if heard.has(_LOW):
        sorry = (
            "I'm sorry to hear that. What's been weighing on you?",
            "Oh, that's not nice. Do you want to tell me about it?",
        )
        return Reply(memory.pick(*sorry), expecting=Expecting("told"))
    if heard.has(_HIGH):
        glad = (
            "Glad to hear it. What have you been up to today?",
            "Good! Has anything nice happened today?",
            "That's nice. What's on your mind?",
        )
        return Reply(memory.pick(*glad), expecting=Expecting("told"))
    return None


def laughter(heard: Heard, memory: Memory) -> Reply | None:
    """The user laughs."""
    if not heard.is_(r"(?:ha ?)+|(?:he ?){2,}|lol|haha.*|that is (?:so |very |really |pretty )?(?:funny|hilarious)"):
        return None
    again = ("I'm glad that made you laugh! Want to hear another one?", "Ha! I'm pleased. Shall I tell you one more?")
    return Reply(memory.pick(*again), expecting=Expecting("joke_more"))
