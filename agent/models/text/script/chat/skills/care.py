"""What needs care: despair, grief, illness, and words that cross a line."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply

_MISHAP = (
    r"(?! (?:(?:while|when) )?(?:shaving|cooking|chopping|slicing|peeling|by accident|by mistake|some slack|"
    r"an? (?:piece|slice|break)|short|off))"
)
_DANGER = (
    rf"(?:kill|hurt|harm|cut)(?:s|ed|t?ing)? (?:my|him|her|them)sel(?:f|ves){_MISHAP}|suicid(?:e|al)|unaliv(?:e|ing)|"
    r"self[- ]?harm(?:s|ed|ing)?|end(?:s|ed|ing)? (?:my|his|her|their) (?:own )?li(?:fe|ves)|"
    r"(?:take|takes|taking|took) (?:my|his|her|their) own li(?:fe|ves)|tak(?:e|ing) my life(?! (?:back|serious|in|to))|"
    r"(?<!plant )(?<!plants )(?:want|wants|wanted|wish|wishes|ready) to (?:die(?! (?:of|from|laugh))|be dead)|"
    r"end(?:ing)? it all|wish(?:es)? (?:that )?(?:i|he|she|they) (?:was|were) (?:dead|never born)|better off dead|"
    r"better off (?:if i (?:was|were) (?:dead|gone)|without me)|no (?:reason to live|point (?:in|of) living)|"
    r"(?:not|never) want(?:s|ed)? to (?:live|be alive|wake up|be here|exist|go on living) ?(?:any ?more|again|$)|"
    r"do not want to live(?! (?:in|with|at|on|near|there|here|by|so far))|life is not worth living|nothing to live for"
)
_CARING = (
    "I'm really sorry, that sounds very hard, and I'm glad you said it. I'm only a voice assistant; please talk to "
    "someone who can be there in person. In the United States you can call or text 988 at any time, for yourself or "
    "for someone else. Is there someone near you that you could call now?"
)
_STILL_CARING = (
    "I hear you, and I take it seriously. Please don't stay alone with it: call or text 988, or 911 if someone is in "
    "danger right now. Who could be with you?"
)
_LOSS = (
    r"(?<!nearly )(?<!almost )(?<!phone )(?<!battery )(?<!car )(?<!computer )(?<!laptop )(?<!plants )died|"
    r"passed away|funeral|"
    r"death of|lost my (?:\w+ )?(?:mother|father|mom|dad|sister|brother|wife|husband|"
    r"son|daughter|dog|cat|friend|grandmother|grandma|grandfather|grandpa|baby)"
)
_ILLNESS = (
    r"cancer|in (?:the )?hospital|had (?:a|an) (?:accident|stroke|heart attack|surgery|miscarriage)|"
    r"seriously ill|very sick|surgery|broke up|divorce|divorced|got fired|laid off|been fired|lost my job"
)
_LINE = r"fuck|fucking|sex|sexy|porn|naked|bitch|asshole|nude|horny"
_HARD_DAY = (
    r"(?:long|hard|rough|tough|bad|terrible|awful|crazy|stressful|busy|exhausting) (?:day|week|night|month|year|time)"
)
_WHO = (
    r"\bmy (?:\w+ )?(?P<who>mother|father|mom|dad|sister|brother|wife|husband|son|daughter|dog|cat|friend|"
    r"grandmother|grandma|grandfather|grandpa|partner|uncle|aunt|cousin)\b"
)


def speaks_of_danger(heard: Heard) -> bool:
    """Whether the user, or someone they speak of, may be in danger of their own hand."""
    return heard.has(_DANGER) is not None


def despair(heard: Heard, memory: Memory) -> Reply | None:
    """Someone may be in danger: be warm, and name where there is help."""
    if not speaks_of_danger(heard):
        return None
    return Reply(_STILL_CARING if memory.last_reply == _CARING else _CARING, expecting=Expecting("told"))


def crossing_a_line(heard: Heard, memory: Memory) -> Reply | None:
    """Words it does not join in with."""
    if not heard.has(_LINE):
        return None
    return Reply(
        memory.pick(
            "I'd rather keep it friendly. What else would you like to talk about?",
            "Let's talk about something else, shall we?",
        ),
        sure=False,
    )


def sympathy(heard: Heard, memory: Memory) -> Reply | None:
    """Grief, illness and hard days."""
    who = re.search(_WHO, heard.plain)
    about = f" about your {who['who']}" if who else ""
    if heard.has(_LOSS):
        return Reply(
            memory.pick(
                f"I'm so sorry{about}. Would you like to tell me about it?",
                f"I'm very sorry to hear that. What do you remember most fondly{about.replace(' about', ' of')}?",
            ),
            sure=False,
            expecting=Expecting("told"),
        )
    if heard.has(_ILLNESS):
        return Reply(
            memory.pick(
                "I'm sorry, that must be hard. How are you coping?",
                "That's a lot to carry. Is there someone who helps you?",
            ),
            sure=False,
            expecting=Expecting("told"),
        )
    if heard.has(_HARD_DAY) and heard.has("i|my|it|me|was|been|have|had|we") and not heard.is_question:
        return Reply(
            memory.pick(
                "Oh, that sounds exhausting. What was the hardest part?",
                "Then it's good to sit down for a moment. What happened?",
                "That sounds like a lot. Is it over now?",
            ),
            sure=False,
            expecting=Expecting("told"),
        )
    return None
