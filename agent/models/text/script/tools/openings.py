"""How people lead up to what they want: politeness, wishes, demands, and the words that open questions."""

from agent.models.text.script.tools.vocabulary import FILLERS

Phrases = frozenset[tuple[str, ...]]


def _phrases(text: str) -> Phrases:
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))


POLITE = _phrases("""
    can you please, could you please, would you please, will you please, can you also, could you also, can you,
    could you, would you, will you, i would like you to, i want you to, i need you to, i would like to, i would love to,
    i want to, i need to, i have to, i wanted to, we need to, i was wondering if you could, do you know,
    can i please, could i please, may i please, can i, could i, may i, is it possible to,
    i want to know, i need to know, i would like to know, i would like to hear, i want to hear, i wonder,
    i am wondering, can we do, could we do, can we, could we, do not forget to, double, would you mind, do you mind,
    do you think you could, you can, you could, let us, go ahead and, go ahead, make sure to, make sure that,
    make sure, be so kind and, help me to, help me, try to, remember to, it would be great if you could, please, also,
    then, next, first, finally, lastly, now, and, but, so, or, hey, hi, hello, thanks, thank you, great, perfect, good,
    cool, nice, sure, all right, after that, oh, one more thing, actually
""")
WISHES = _phrases("""
    i need, i would like, i want, i will take, i will have, we need, we would like, get me, give me, let us take,
    let us have, i would love, we will take, let me have, let me get, can i get, can i have, could i get, could i have,
    may i have, can we get, can we have, could we get, could we have, do not forget, go with, let us go with,
    i will go with, we will go with, i choose, i will get, i would take
""")
OWN = _phrases("i need to, i have to, i must, i should, i want to, we need to")
SEARCHES = _phrases("i am looking for, we are looking for, i would like to see, i want to see, i am interested in")
SHOW_ME = _phrases("tell me, show me, read me, let me know, let me see, let me hear, hear, see")
LONGEST = max(len(phrase) for phrases in (POLITE, WISHES, OWN, SEARCHES, SHOW_ME) for phrase in phrases)
"""How many words the longest of them has."""
DEMANDS = ("make sure", "should", "must", "needs", "need", "has to", "have to", "can be", "could be", "shall be")
QUESTIONS = frozenset(
    "what which who when where how why whose is are was were am do does did has have can could should".split()
)
PASSED_OVER = FILLERS | {"also", "and", "then", "but", "so"}
