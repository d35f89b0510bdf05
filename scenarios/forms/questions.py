"""Which words of a text are only asked: who asks whether there is a green gate has not told anybody of one.

Read from the order of words, since a recogniser may lose the question mark. Requests and invitations ("could you meet
us at ...?", "did you know that ...?") tell what they name, and so does a statement that only ends in "right?".
"""

import re
from functools import lru_cache

from scenarios.forms.marks import SENTENCE_END

_OPENING = r"(?:(?:and|but|hello|hey|hi|no|ok|okay|please|so|sorry|well|yes)(?: ,)? )*"
_OTHERS = r"(?:all|any|anybody|anyone|both|he|i|it|she|that|the|there|these|they|this|those|we)"  # all but "you"
_NO_THING = r"(?!(?:at|by|for|from|in|near|next|not|of|on|to|you|your)\b)"
_ASKED = re.compile(
    rf"{_OPENING}(?:"
    rf"(?:is|isnt|was|wasnt) {_NO_THING}"
    rf"|(?:are|can|do|have|may|might|must) {_OTHERS}\b"
    r"|(?:could|did|does|has|shall|should|will|would) (?!(?:be|do|not|that|you)\b)\w"
    rf"|(?:dont|doesnt|didnt|hasnt|havent) {_OTHERS}\b"
    r"|(?:do|did|have) you\b"
    r"|(?:how|what|when|where|which|who|whose|why) (?:are|can|did|do|does|has|have|is|s|should|was|were|will|would)\b"
    r"|(?:i wonder|wondering|unsure|(?:im |i am )?not sure|no idea|i dont know|i do not know)"
    r" (?:if|when|where|whether)\b"
    r")"
)
_TELLING = re.compile(
    rf"{_OPENING}(?:(?:do|did|have) you (?:already )?(?:hear|heard|know|notice|noticed|remember|see|seen)"
    r"|(?:can|could|may) i (?:add|also say|ask you|remind|say|tell))\b"
)


@lru_cache(maxsize=4096)
def asked(said: tuple[str, ...]) -> tuple[bool, ...]:
    """For each word (in canonical form, with marks between clauses) whether its sentence only asks."""
    answers: list[bool] = []
    for sentence in _sentences(said):
        text = " ".join(sentence)
        answers += [bool(_ASKED.match(text)) and not _TELLING.match(text)] * len(sentence)
    return tuple(answers)


def _sentences(said: tuple[str, ...]) -> list[list[str]]:
    sentences: list[list[str]] = [[]]
    for word in said:
        sentences[-1].append(word)
        if word == SENTENCE_END:
            sentences.append([])
    return sentences
