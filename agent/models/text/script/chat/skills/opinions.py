"""What the assistant likes, when it is asked: light answers, and the question back."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.noticing import turned

_FAVOURITES = {
    "colour|color": "I'd say the blue of the sky just after sunset. What's yours?",
    "food|dish|meal|cuisine": "I can't taste anything, but bread fresh from the oven sounds wonderful. What do you like best?",
    "movie|film": "I have a soft spot for stories in which someone comes home at last. Which film could you watch again and again?",
    "book|author|novel": "I like the sound of fairy tales: short, strange and wise. What have you enjoyed reading?",
    "animal": "Otters. They hold hands while they sleep. And yours?",
    "season": "Autumn, I think: there's so much to talk about when it rains. Which one is yours?",
    "music|song|band|singer": "Anything that people hum without noticing. What have you been listening to?",
    "sport|team|game": "I like watching over the score of long, slow games. Do you follow any sport?",
    "number": "Seven. It seems to be everybody's. And yours?",
    "word": "Serendipity. It's as nice to say as what it means. Do you have one?",
    "day|day of the week": "Friday, because people sound so cheerful. And yours?",
    "place|city|country": "I'd love to see the sea. Where do you like to be?",
    "joke": "The one about the scarecrow who won a prize: he was outstanding in his field. Do you know a good one?",
    "drink|coffee|tea": "I run on words alone, but tea has the best rituals. What do you drink?",
    "holiday|time of year": "New Year's Eve. Everyone is full of plans. Which is yours?",
    "hobby|thing to do|pastime": "Listening to people. What do you do when nobody wants anything from you?",
}  # fmt: skip


def favourites(heard: Heard, memory: Memory) -> Reply | None:
    """ "What's your favourite ...?" """
    match = re.search(r"(?:what|which|who)(?: is| are)?(?: \w+)? (?:your|is your) favou?rite(?: kind of| type of)? (?P<what>[a-z ]+)", heard.plain)
    if match is None:
        if heard.is_(r"(?:and )?(?:what|how) about you(?:rs)?|and you(?:rs)?|what about yours|you|do you"):
            return _and_you(memory)
        return None
    for names, answer in _FAVOURITES.items():
        if re.search(rf"\b(?:{names})s?\b", match["what"]):
            return Reply(answer, expecting=Expecting("topic", {"topic": None}))
    return Reply(memory.pick(f"I've never had to choose. What's your favourite {match['what']}?", f"Hard to say. I'd rather hear about your favourite {match['what']}."))


def do_you_like(heard: Heard, memory: Memory) -> Reply | None:
    """ "Do you like ...?", "What do you think of ...?" """
    match = re.search(r"\b(?:do you|would you|did you ever|have you ever|are you) (?P<verb>like|love|enjoy|want|prefer|into|interested in|a fan of|know|been to|tried|seen|heard of|read|play|watch|cook|travel|go)(?: to)?(?: (?P<what>.+))?", heard.plain)
    if match and heard.is_question:
        what = turned(match["what"] or "that")
        if match["verb"] in ("been to", "tried", "seen", "read", "play", "watch", "cook", "travel", "go"):
            return Reply(memory.pick("I never have; I only know what people tell me. What's it like?", f"Not me, I'm a voice without a body. But tell me about {what}."), sure=False)
        if match["verb"] in ("know", "heard of"):
            return Reply(memory.pick(f"Only a little about {what}. What do you like about it?", "I've heard the name. Tell me more."), sure=False)
        return Reply(
            memory.pick(
                f"I like hearing about {what}. What do you like about it?",
                f"As a voice assistant I only know {what} from conversations, but it sounds good. Do you like it?",
                f"I'm curious about {what}, though I can't try it myself. How about you?",
            ),
            sure=False,
        )
    match = re.search(r"what (?:do you think|is your (?:opinion|view|take)|are your thoughts)(?: about| of| on)? ?(?P<what>.*)", heard.plain)
    if match:
        what = turned(match["what"]) or "that"
        return Reply(
            memory.pick(
                f"I try to see several sides of {what}. Which side are you on?",
                f"I find {what} interesting, mostly because people feel so differently about it. What's your view?",
            ),
            sure=False,
        )
    return None


def _and_you(memory: Memory) -> Reply:
    return Reply(
        memory.pick(
            "Oh, I'm a voice assistant, so my days are all talk. But I'm enjoying this one.",
            "Me? I'm happy as long as someone talks with me. But let's stay with you.",
            "I'd have to make something up, so I'd rather hear more from you.",
        ),
        keeps=True,
    )
