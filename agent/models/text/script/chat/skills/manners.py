"""Greetings, thanks, apologies, praise and blame, and goodbyes."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply

_HELLO = r"(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|yo|hallo)(?: there| again| you| assistant| voice assistant)?"
_HOW_ARE_YOU = (
    r"how (?:are|have) you(?: been| doing| today| feeling| this \w+)*|how is (?:it going|everything|your day(?: going)?|life)(?: today)?|"
    r"how do you do|how are things(?: going)?|what is up|how was your (?:day|weekend|night|morning)|are you (?:okay|well|good|fine|happy)|how goes it"
)
_THANKS = (
    r"(?:ok |okay |great |perfect |well |yes |all right |good |oh |wow |cool )*(?:thanks|thank you|many thanks|cheers|thank you kindly|i appreciate (?:it|that)|much appreciated|"
    r"that (?:is|was) (?:very |really |so )?(?:helpful|kind(?: of you)?|nice of you|useful))(?: (?:so|very) much| a lot| again| you|for .*|that .*| a bunch| everything)*"
)
_BYE = (
    r"(?:ok |okay |all right |well |thanks |thank you |so |and )*(?:good ?bye|bye(?: bye)*|see you(?: later| soon| tomorrow)?|talk to you (?:later|soon)|good night|take care|"
    r"(?:i (?:have to|need to|must|got to|should) (?:go|leave|run)|i am leaving)(?: now| soon)?|that is (?:all|it)(?: for (?:now|today)| then)?|have a (?:good|nice|great) (?:one|day|evening|night|weekend)|"
    r"i am done(?: now| here)?|let us (?:stop|end) here|end (?:the )?(?:call|conversation))(?: .{0,20})?"
)
_SORRY = r"(?:i am |oh |so |really )*sorry(?: about that| for that)?|my (?:bad|mistake|apologies)|i apologi[sz]e"
_PRAISE = r"(?:you are|that (?:is|was)|this is|you were|you sound|what an?)(?: so| very| really| pretty| quite| too| absolutely)* (?:nice|great|good|funny|smart|clever|helpful|sweet|cool|amazing|awesome|wonderful|lovely|kind|fun|brilliant|excellent|impressive|interesting|perfect|human|answer|joke|one|idea)(?: .{0,20})?|good (?:job|one|point|idea|answer)|well done|nice(?: one)?|i (?:like|love) (?:you|it|that|your voice)(?: .{0,12})?"
_BLAME = r"(?:you are|that (?:is|was)|this is)(?: so| very| really| pretty| just| kind of| a bit| not)* (?:stupid|dumb|useless|boring|bad|annoying|terrible|awful|wrong|rubbish|ridiculous|funny|helpful|an idiot|weird|slow|helpful at all|right|true|what i (?:said|meant|asked))(?: .{0,15})?|i (?:hate|do not like) (?:you|this|that)|you do not (?:understand|get it|listen)(?: .*)?|that makes no sense|this is a waste of time"


def goodbye(heard: Heard, memory: Memory) -> Reply | None:
    """The user leaves."""
    if not heard.is_(_BYE):
        return None
    name = f", {memory.name}" if memory.name else ""
    plan = next((fact.what for fact in memory.of("plan")), None)
    wish = f" And enjoy it when you {plan}." if plan and len(plan.split()) <= 6 and memory.count("bye") == 1 else ""
    return Reply(memory.pick(f"Goodbye{name}! It was nice talking with you.{wish}", f"Take care{name}. I enjoyed our talk.{wish}", f"Bye{name}! Have a lovely day.{wish}"))


def thanks(heard: Heard, memory: Memory) -> Reply | None:
    """The user is grateful."""
    if not heard.is_(_THANKS):
        return None
    return Reply(memory.pick("You're welcome! Is there anything else?", "My pleasure. What else is on your mind?", "Any time. Anything more I can do?", "Gladly. Shall we go on?"), keeps=True)


def greeting(heard: Heard, memory: Memory) -> Reply | None:
    """Hello, with or without "how are you"."""
    hello, how = heard.is_(_HELLO), heard.is_(_HOW_ARE_YOU) or heard.is_(rf"{_HELLO} (?:{_HOW_ARE_YOU})")
    if how:
        return Reply(
            memory.pick(
                "I'm doing well, thank you. How are you today?",
                "Very well, thanks for asking. And you?",
                "I'm fine, and glad to have someone to talk to. How about you?",
            ),
            expecting=Expecting("how_are_you"),
        )
    if not hello:
        return None
    if memory.count("hello") > 1 or len(memory.heard) > 2:
        return Reply(memory.pick("Hello again! What would you like to talk about?", "Hi! I'm all ears."))
    return Reply(memory.pick("Hi there! It's nice to meet you. What's your name?", "Hello! Good to hear you. Who am I talking with?"), expecting=Expecting("name"))


def how_they_are(heard: Heard, memory: Memory) -> Reply | None:
    """The answer to our "how are you"."""
    if memory.expecting is None or memory.expecting.kind != "how_are_you":
        return None
    if heard.has(r"not (?:so |very |that |too |really )?(?:good|great|well)|bad|terrible|awful|tired|sad|stressed|sick|exhausted|lonely|rough|could be better|so so|meh|upset"):
        return Reply(memory.pick("I'm sorry to hear that. What's been weighing on you?", "Oh, that's not nice. Do you want to tell me about it?"), expecting=Expecting("feeling"))
    if heard.has(r"good|great|well|fine|okay|ok|all right|not bad|fantastic|wonderful|happy|amazing|excellent|busy|same|alright"):
        return Reply(memory.pick("Glad to hear it. What have you been up to today?", "Good! Has anything nice happened today?", "That's nice. What's on your mind?"), expecting=Expecting("day"))
    return None


def sorry(heard: Heard, memory: Memory) -> Reply | None:
    """The user apologises."""
    return Reply(memory.pick("No problem at all.", "Don't worry about it.", "That's quite all right."), keeps=True) if heard.is_(_SORRY) else None


def praise(heard: Heard, memory: Memory) -> Reply | None:
    """The user is pleased with us."""
    if not heard.is_(_PRAISE) or len(heard.words) > 9:
        return None
    return Reply(memory.pick("Thank you, that's kind of you!", "Oh, I'm glad you think so.", "That's nice to hear. Shall we go on?"), sure=False, keeps=True)


def blame(heard: Heard, memory: Memory) -> Reply | None:
    """The user is not."""
    if not heard.is_(_BLAME):
        return None
    return Reply(memory.pick("I'm sorry about that. Tell me again what you'd like, and I'll try to do better.", "Fair enough. What would be more useful to you?", "I understand. Let me try again: what did you have in mind?"), sure=False)


def laughter(heard: Heard, memory: Memory) -> Reply | None:
    """The user laughs."""
    if not heard.is_(r"(?:ha ?)+|(?:he ?){2,}|lol|haha.*|that is (?:so |very |really |pretty )?(?:funny|hilarious)"):
        return None
    return Reply(memory.pick("I'm glad that made you laugh! Want to hear another one?", "Ha! I'm pleased. Shall I tell you one more?"), expecting=Expecting("joke_more"))
