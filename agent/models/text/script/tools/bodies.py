"""Messages, posts and notes in the words of a request: dictated, reported, or right behind the verb."""

from collections.abc import Sequence

from agent.models.text.script.language import Token, written
from agent.models.text.script.tools.reading import Reading

_SAYING = (
    ("saying",),
    ("that", "says"),
    ("which", "says"),
    ("and", "say"),
    ("with", "the", "text"),
    ("telling", "them"),
    ("say",),
)
_PUBLISH = frozenset("post tweet publish send write share comment answer reply".split())
_TELL = frozenset("tell text message ask let send write answer".split())
_REPORTED = frozenset("that to know whether if".split())
_NO_TEXT = frozenset("a an the this that it my new something one another him her them to and".split())
_SPEAKERS = frozenset("i we he she they you".split())
_TAGGED = frozenset("hashtag hashtags tag tags mention mentions mentioning tagging".split())


def body(reading: Reading) -> str | None:
    """The text that somebody shall get or read; None where it was not said."""
    words = reading.request.words
    for marker in _SAYING:
        for index in range(1 if len(marker) == 1 else 0, len(words) - len(marker)):
            if words[index : index + len(marker)] == marker:
                return sentence_of(written(_until_tags(reading.tokens[index + len(marker) :])))
    if words[:1] and words[0] in ("write", "put", "save", "note") and {"file", "called"} & {*words}:
        end = next((i for i, word in enumerate(words) if word in ("into", "in", "to") and i > 1), len(words))
        begin = 2 if words[1:2] == ("down",) else 1
        return written(reading.tokens[begin:end]) or None
    colon = next((i for i, token in enumerate(reading.tokens) if ":" in token.ends), None)
    if words and words[0] in _PUBLISH | _TELL and colon is not None:
        return sentence_of(written(_until_tags(reading.tokens[colon + 1 :])))
    return _reported_body(reading)


def _reported_body(reading: Reading) -> str | None:
    """The text in reported speech, or right behind the verb: "post thanks for coming"."""
    words = reading.request.words
    if words and words[0] in _PUBLISH and "that" in words[:-1]:
        return reported(_until_tags(reading.tokens[words.index("that") + 1 :]))
    if words and words[0] in _TELL:
        if words[0] == "ask" and "for" in words[2:-1] and not _REPORTED & {*words[2 : words.index("for", 2)]}:
            return f"I would like {written(_until_tags(reading.tokens[words.index('for', 2) + 1 :]))}"
        for index, word in enumerate(words[1:-1], 1):
            if word == "to" and (words[0] not in ("tell", "ask", "let") or _SPEAKERS & {*words[1:index]}):
                continue
            if word in _REPORTED and index > 1:
                if word == "to" and words[0] in ("ask", "tell"):
                    return f"Please {written(_until_tags(reading.tokens[index + 1 :]))}"
                return reported(_until_tags(reading.tokens[index + (word != "to") :]), asked=word in ("whether", "if"))
    if len(words) > 2 and words[0] in ("post", "tweet", "publish") and words[1] not in _NO_TEXT:
        return sentence_of(written(_until_tags(reading.tokens[1:])))
    return None


def reported(tokens: Sequence[Token], *, asked: bool = False) -> str | None:
    """Reported speech as it is said to somebody: "that he should come" is "You should come"."""
    words = [token.word for token in tokens]
    if words[:1] and words[0] in ("he", "she", "they") and len(words) > 2:
        verb = {"is": "are", "has": "have", "was": "were", "does": "do"}.get(words[1], words[1])
        rest = written(tokens[2:])
        return f"{verb.capitalize()} you {rest}?" if asked else f"You {verb} {rest}"
    return sentence_of(written(tokens))


def _until_tags(tokens: Sequence[Token]) -> Sequence[Token]:
    for index, token in enumerate(tokens):
        if token.word in _TAGGED or token.word.startswith("#"):
            end = index
            while end and tokens[end - 1].word in ("with", "the", "and", "using", "a", "use"):
                end -= 1
            return tokens[:end]
    return tokens


def sentence_of(text: str) -> str | None:
    """A text with a capital at its beginning; None for an empty one."""
    return text[:1].upper() + text[1:] or None
