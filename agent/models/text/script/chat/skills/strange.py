"""What is no English: other languages, and words that are none."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_FOREIGN = frozenset(
    "hola habla hablas hablo espanol español gracias favor buenos dias qué como estas está usted ich spreche deutsch "
    "nicht und danke bitte guten tag wie geht bonjour merci parle parlez français oui je suis vous ciao grazie "
    "buongiorno parli sono obrigado olá você bom dia privet spasibo konnichiwa arigato namaste merhaba cześć "
    "dziękuję".split()
)
_ALSO_ENGLISH = frozenset("tag und como favor bitte".split())
_NO_WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}|^[bcdfghjklmnpqrstvwxz]{3,}$|q(?!u)|^(?:asdf|qwer|zxcv|hjkl)")
_SHORT_FORMS = frozenset("hmm mhm pst shh nth brb btw tv dvd pc usb ssn bbq".split())


def another_language(heard: Heard, memory: Memory) -> Reply | None:
    """Words of another language than English."""
    bare = [word.strip("¿¡.,!?") for word in heard.words]
    foreign = [word for word in bare if word in _FOREIGN]
    letters = [c for c in heard.text if c.isalpha()]
    other_script = letters and sum(not c.isascii() for c in letters) > len(letters) / 3
    clear = [word for word in foreign if word not in _ALSO_ENGLISH]
    if not other_script and (not clear or len(foreign) < len(bare) / 2):
        return None
    return Reply(
        memory.pick(
            "I'm sorry, I only get along in English. Could you say that in English?",
            "That sounded like another language. In English I can follow you better.",
            "I'd love to answer, but I only understand English well. Shall we go on in English?",
        )
    )


def no_words(heard: Heard, memory: Memory) -> Reply | None:
    """Sounds that a recogniser wrote down as if they were words."""
    odd = [word for word in heard.words if word.isalpha() and word not in _SHORT_FORMS and _NO_WORD.search(word)]
    if not odd or len(odd) < len(heard.words) / 2:
        return None
    return Reply(
        memory.pick(
            "I didn't get any of that, sorry. Could you put it another way?",
            "That came through garbled. What did you want to say?",
            "Sorry, those words made no sense to me. Once more?",
        ),
        keeps=True,
    )
