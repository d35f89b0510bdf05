"""What the user told, clause by clause, in the words in which the assistant can say it back.

"I've got two dogs and my sister hates them" is kept as "you've got two dogs" and "your sister hates them".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.models.text.script.chat.kindred import stems_of
from agent.models.text.script.language import Token, tokenize, words_of

_YOURS = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "us": "you",
    "our": "your", "ours": "yours", "ourselves": "yourselves",
}  # fmt: skip
_SHORT = (
    ("can not", "can't"), ("will not", "won't"), ("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"),
    ("is not", "isn't"), ("are not", "aren't"), ("was not", "wasn't"), ("were not", "weren't"), ("have not", "haven't"),
    ("has not", "hasn't"), ("had not", "hadn't"), ("would not", "wouldn't"), ("could not", "couldn't"),
    ("should not", "shouldn't"), ("you are ", "you're "), ("you have been", "you've been"),
    ("you have got", "you've got"),
    ("they are ", "they're "), ("it is ", "it's "), ("she is ", "she's "), ("he is ", "he's "), ("that is ", "that's "),
)  # fmt: skip
_HAD = re.compile(  # the "would" of a "'d" that is none
    r"\bwould (?=(?:just |never |already |always )?(?:been|gone|done|seen|taken|given|forgotten|had|\w+ed)\b)"
)
_SUBJECT = (
    r"(?:i|we|he|she|they|it|there|my|our|his|her|their|this|that|the|one)(?:'(?:m|s|re|ve|ll|d))?\b"
    r"(?! (?:i|way|time|day)\b)"
)
_BREAKS = re.compile(
    rf"(?:,\s*)?\b(?:and|but|so|although|though)(?: then| also| now| anyway| so)*,?\s+(?={_SUBJECT})"
    rf"|,\s+(?=(?:i|we|he|she|they|it)(?:'(?:m|s|re|ve|ll|d))?\s+\w)"
    r"|\b(?<!that )(?<!if )(?<!when )(?<!because )(?<!what )(?<!how )(?<!think )(?<!and )(?<!but )(?<!so )(?<!where )"
    r"(?=(?:it|he|she|they) (?:was|is|were|are)\b)"
    r"|,?\s*\band\s+(?=(?-i:[A-Z][a-z]+ )(?:is|was|has|had|isn't|\w+s)\b)",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_LEADS = re.compile(
    r"^(?:(?:(?:hi|hello|hey) there|"
    r"well|so|okay|ok|oh|um+|uh+|h+m+|er|yeah|yes|yep|and|but|now|hey|hi|hello|actually|anyway|right|also|"
    r"honestly|basically|i (?:don't|do not) know(?=,)|i mean|you know|like|i guess|i think(?: that)?|"
    r"i suppose(?: that)?|to be honest|"
    r"no|nope|sorry|because|just|you see|i told you(?: that)?|as i said|i said(?: that)?|i already said(?: that)?)"
    r"(?:[,.!]\s*|\s+|$))+",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r",? (?:you know|i guess|i suppose|though|to be honest|and stuff|or something|right|too)[.!]?$", re.IGNORECASE
)
_INSIDE = re.compile(
    r",? (?:i guess|i suppose|you know|i mean|um+|uh+|by the way|"
    r"i think(?=[.!?]?$))\b(?= ?,| (?!that|what|how|if)|$|[.!])",
    re.IGNORECASE,
)
_VERBS = (
    r"am|is|are|was|were|have|has|had|will|would|can|could|do|does|did|got|went|came|said|says|told|wants?|wanted|"
    r"lives?|works?|likes?|loves?|hates?|plays?|studies|thinks?|thought|needs?|needed|made|makes|took|takes|gave|"
    r"saw|met|bought|found|lost|ate|drank|heard|read|wrote|drove|started|stopped|helps?|gets?|goes|comes|died|left|taught|knows|knew|feels?|felt|should|might|must|moved|called|keeps?|hides?|hide|'s|'m"
)
_PRONOUN = r"(?:i|we|he|she|they|it|there)(?:'(?:m|s|re|ve|ll|d))?|that's|this's"
_TELLS = re.compile(
    rf"^(?:{_PRONOUN}) .*\w|^(?!(?:in|at|on|with|for|from|to|about|a bit|a little|by|like|because|near)\b)"
    rf"(?:(?!who\b|that\b|which\b|because\b|when\b|if\b)[\w']+ ){{1,4}}?(?:{_VERBS})\b|^(?:my|our|the|"
    rf"his|her|their) .*\w(?:ed|s|t)\b .*\w",
    re.IGNORECASE,
)
_NAMES_ONLY = re.compile(  # "my sister Kate who has everything"
    rf"^(?:my|our|the) (?:(?!(?:{_VERBS})\b)[\w']+ )+?(?:who|that|which)\b", re.IGNORECASE
)
_LEFT_OUT = (  # what people leave out in front of an answer
    (re.compile(r"^(?:a bit|a little|very|pretty|quite|just|still|mostly|also)? ?(?:\w+ing\b(?! is| was| are)|nervous|"
                r"tired|excited|happy|worried|sad|scared|afraid|busy)\b", re.IGNORECASE), "I'm "),
    (re.compile(r"^(?:went|had|saw|watched|got|took|bought|made|met|did|read|played|visited|worked|stayed)\b",
                re.IGNORECASE), "I "),
)  # fmt: skip
_NOT_DOING = re.compile(
    r"^(?:nothing|something|anything|everything|morning|evening|during|spring|cooking|king|thing)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"^(?:what|who|where|when|why|how|which|whose|do|does|did|is|are|was|were|can|could|would|will|should|shall|have "
    r"(?:you|i|we)|has)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"^(?:please|tell|give|let'?s|let us|say|repeat|stop|wait|hold on|ask|talk|explain|help|show|sing|play|go on|"
    r"go ahead|forget|never mind|remember|listen|thanks?|thank you|good ?bye|bye)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"^(?:i (?:do not|don't) (?:know|understand|get it|care|remember|think so|mind)|i see|i (?:guess|"
    r"suppose|think|hope)"
    r"(?: so| not)?|i (?:have|got|'ve got) (?:a|another|one more) question.*|i am back|i'm back|i "
    r"agree|i mean|i did|i know|i am|"
    r"i do|i will|i have|i was|"
    r"(?:that|it|this)(?: is|'s| was| sounds| would be)(?: \w+)? (?:nice|good|great|fine|true|right|"
    r"correct|wrong|okay|ok|cool|"
    r"funny|interesting|all|it|terrible|lovely|awesome|bad|boring|a good idea|a good question|helpful)|"
    r"i (?:can not|can't|could not|couldn't|did not|didn't) (?:hear|understand|catch|get) .*|"
    r"i (?:have|need|got|'ve got) to (?:go|leave|run)\b.*|i (?:am|'m) (?:listening|here|done|sorry)|"
    r"i'm not (?:really )?sure.*|i am not sure.*)$",
    re.IGNORECASE,
)
_ABOUT_YOU = re.compile(r"\b(?:you|your|yours|yourself|you're|you've)\b", re.IGNORECASE)
_LONGEST = 24  # words
_LOWER = frozenset(
    "the a an it its he she they there this that in on at last next yesterday tomorrow today every "
    "some most maybe when "
    "if his her their one two three four five both all mostly usually sometimes for with about from to of as no not "
    "after before since until around by people everyone everybody nobody nothing something these those".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A clause.

    ``back`` is it in the assistant's words; ``about`` are stems of what it speaks of without a name, ``around`` those
    of the question that it may answer.
    """

    back: str
    said: str
    turn: int
    stems: frozenset[str]
    about: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    whole: bool = True  # a sentence, and not only some words in answer to a question

    def has_words(self, words: str) -> bool:
        """Whether the user said these words in it."""
        return re.search(rf"\b{re.escape(words)}\b", self.said, re.IGNORECASE) is not None

    def with_words(self, old: str, new: str) -> "Told":
        """The clause with a word in place of one that was misheard."""
        pattern = re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE)
        said = pattern.sub(new, self.said)
        return replace(self, back=pattern.sub(new, self.back), said=said, stems=stems_of(said))


def clauses(text: str, turn: int) -> list[Told]:
    """What these words tell; nothing for questions, requests, and talk about the assistant."""
    found = []
    for sentence in _SENTENCES.split(text.replace("’", "'").strip()):
        asked = sentence.rstrip().endswith("?")
        for part in _BREAKS.split(sentence):
            said = _bare(part)
            said = _filled_in(said)
            if not said or (asked and (_ASKS.match(said) or part is _BREAKS.split(sentence)[-1])) or not _tells(said):
                continue
            whole = bool(_TELLS.search(said)) and len(said.split()) > 1 and not _NAMES_ONLY.match(said)
            found.append(Told(turned(said), said, turn, stems_of(said), whole=whole))
    return found


def turned(said: str) -> str:
    """The user's words as the assistant says them back: "I was at my sister's" is "you were at your sister's"."""
    tokens = tokenize(said)
    shown = " ".join(_shown(tokens, index) for index in range(len(tokens))).rstrip(" ,;:")
    shown = _HAD.sub("had ", shown)
    for long, short in _SHORT:
        shown = re.sub(rf"\b{long}(?:\b|(?<= ))", short, shown)
    return shown


def _bare(part: str) -> str:
    said = _LEADS.sub("", _INSIDE.sub("", part.strip())).strip()
    return _TAILS.sub("", said).strip(" .,!?;:\"'-")


def _filled_in(said: str) -> str:
    """With the subject that an answer leaves out: "just sitting here" is "I'm just sitting here"."""
    lead = next((put for pattern, put in _LEFT_OUT if pattern.match(said) and not _NOT_DOING.match(said)), "")
    return f"{lead}{said[0].lower()}{said[1:]}" if lead and len(said.split()) > 1 else said


def _tells(said: str) -> bool:
    words = said.split()
    if (
        len(words) > _LONGEST
        or _ASKS.match(said)
        or _ASKS.match(" ".join(words_of(said)))
        or _ORDERS.match(said)
        or _EMPTY.match(said)
    ):
        return False
    return not _ABOUT_YOU.search(said)


def _shown(tokens: Sequence[Token], index: int) -> str:
    token, before = tokens[index], tokens[index - 1] if index else None
    comma = "," if token.ends.startswith(",") else ""
    if token.word in _YOURS:
        return _YOURS[token.word] + comma
    if before is not None and before.word == "i" and token.word in ("am", "was"):
        return {"am": "are", "was": "were"}[token.word]
    contracted = not token.written or (index + 1 < len(tokens) and not tokens[index + 1].written)
    shown = token.word if contracted else token.written
    if contracted and token.written[:1].isupper() and index:
        shown = shown.capitalize()
    return (shown.lower() if index == 0 and shown.lower() in _LOWER else shown) + comma
