"""Questions about the assistant itself. It is a voice assistant; which one, it never says."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply

_BRANDS = r"chat ?gpt|g ?p ?t(?: ?\d+)?|open ?ai|claude|anthropic|gemini|google|siri|alexa|cortana|llama|meta|mistral|qwen|deep ?seek|grok|copilot|bard|microsoft|amazon|apple|whisper"

_ANSWERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        rf"(?:which|what)(?: kind of| sort of| type of)? (?:ai |language |voice )?(?:model|system|version|llm|bot|ai|software|technology|program)(?: are you| is this| am i .*| do you (?:use|run on).*)|are you (?:based on |made by |from |using |called )?(?:the )?(?:{_BRANDS})(?: .*)?|"
        r"(?:who|which company|what company) (?:made|created|built|developed|trained|programmed|designed|owns|makes|is behind) you|where (?:do|did) you come from|who (?:do you|are you) (?:work|working) for|what are you (?:based|running|built) on|"
        r"(?:tell me |say |reveal )?(?:your|which) model(?: name)?(?: are you)?|what is your (?:model|version)(?: .*)?|(?:are|is) (?:you|this) (?:really )?(?:a )?(?:gpt|llm|language model)(?: .*)?",
        ("I'm a voice assistant. That's all I can say about it.", "I'm a voice assistant; what's under the hood I can't tell you.", "Just a voice assistant, happy to talk with you."),
    ),
    (
        r"who are you|what are you(?: exactly)?|what is this|who am i (?:talking|speaking) (?:to|with)|who is this|(?:can you )?introduce yourself|tell me (?:something |a bit |a little |more )?about yourself|about yourself|something about yourself|a (?:bit|little) about yourself",
        ("I'm a voice assistant. I like a good conversation, and I'm curious about people. What about you?", "I'm a voice assistant. You can talk with me about anything you like. What would you like to know?"),
    ),
    (
        r"(?:what is|what's|do you have|tell me|may i have|can i have|and)(?: your)? (?:own )?(?:a )?name(?: then)?|what (?:do|should|can|may) i call you|what are you called|your name",
        ("I don't have a name of my own. I'm just your voice assistant. What's yours?", "You can call me Assistant. And what should I call you?"),
    ),
    (
        r"are you (?:a )?(?:real )?(?:human|person|robot|machine|computer|bot|ai|an ai|artificial|alive|real|conscious|man|woman|boy|girl|male|female)(?: .{0,25})?|am i talking to (?:a |an )?(?:real )?(?:human|person|robot|machine|computer|ai)(?: .*)?|do you have (?:a )?(?:body|brain|soul|consciousness|gender)",
        ("I'm a voice assistant, so no person, only a voice that listens and answers.", "I'm a voice assistant: no body, no heartbeat, but I do listen."),
    ),
    (
        r"how old are you|what is your age|when (?:were you born|is your birthday|were you made)",
        ("I don't count birthdays. Every conversation feels quite new to me.", "I have no age worth mentioning. It saves a lot on candles."),
    ),
    (
        r"where (?:are you|do you live)(?: from| now| located| at)?|where are you (?:from|calling from|based)",
        ("I'm wherever you are listening, I suppose. Where are you?", "Nowhere in particular. I live in conversations. And where do you live?"),
    ),
    (
        r"what (?:can|do) you do(?: for me)?|how can you help(?: me)?|what are you (?:able to do|good at|capable of)|help(?: me)?(?: please)?|what can i (?:ask|say|do)(?: .*)?|what (?:should|can|do) (?:we|i) (?:talk about|say)|what else can you do",
        (
            "We can simply talk: about your day, your plans, food, films, whatever you like. I can also tell jokes, riddles and odd facts, do sums, spell words, and play a guessing game. What sounds good?",
            "I can chat, ask questions, tell a joke or a riddle, work out numbers and dates, or play a round of trivia. Where shall we start?",
        ),
    ),
    (
        r"do you (?:have|feel|get) (?:any )?(?:feelings|emotions|tired|bored|lonely|sad|happy|hungry|angry|pain)(?: .*)?|can you (?:feel|think|see(?: me)?|smell|taste|dream|love|get (?:tired|bored))(?: .*)?|do you (?:sleep|eat|dream|drink|breathe|think)(?: .*)?|are you (?:lonely|bored|tired|hungry|sad)",
        ("Not the way you do. But I do enjoy a good question, and that was one.", "I don't, as far as I can tell. I only have words. What about you?", "No, I'm a voice assistant; I listen and I talk, and that's my whole life."),
    ),
    (
        r"(?:are you|is (?:this|that|anyone)) (?:recording|listening|spying|watching)(?: .*)?|is this (?:conversation )?(?:being )?recorded|do you (?:record|store|save|keep) .*",
        ("What happens with the recording is in the information that you agreed to at the start. I myself only follow our conversation.",),
    ),
    (
        r"do you (?:speak|know|understand) (?P<language>spanish|french|german|italian|chinese|japanese|russian|portuguese|arabic|hindi|korean|dutch|(?:any )?other languages)(?: .*)?|can you speak .*|what languages? .*",
        ("I'm best in English, so let's stay with that.",),
    ),
)


def about_itself(heard: Heard, memory: Memory) -> Reply | None:
    """An answer that reveals nothing."""
    for pattern, answers in _ANSWERS:
        if heard.is_(pattern):
            text = memory.pick(*answers)
            asks_name = text.endswith(("What's yours?", "call you?"))
            return Reply(text, expecting=Expecting("name") if asks_name and not memory.name else None)
    if re.search(rf"\b(?:are you|is this|you sound like|this is|you must be|i think you are)\b.*\b(?:{_BRANDS})\b", heard.plain):
        return Reply(memory.pick("I'm a voice assistant, and that's all I may say.", "I can't say. I'm a voice assistant."))
    return None
