"""What recognisers are known to write for what was said, and words that belong together, put right before reading."""

import re

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_WE = r"(?:i|we|i'm|i'd|i'll|we're|we'd)\b"
_HEARD: tuple[tuple[str, str], ...] = (
    (r"\b(part|full)[ ](time)\b", r"\1-\2"),
    (r"\bun ?thirsty\b", "on Thursday"),
    (r"\b(on|this|next|for|until) thirsty\b", r"\1 Thursday"),
    (r"\b(?:wens|wends|wenz)day\b", "Wednesday"),
    (r"\b(mon|tues|wednes|thurs|fri|satur|sun) day\b", r"\1day"),
    (r"\bcal(?:l)? ?(?:and|in) ?(?:d|b)or\b|\bcal and bor\b", "calendar"),
    (r"\b(on|this|next|until) sundae\b", r"\1 Sunday"),
    (r"\b(?:re ?tweed|re tweet)\b", "retweet"),
    (r"\bhash ?tech\b", "hashtag"),
    (r"(?<=\w),?\s+one (?:of )?(?:each|everything|both)\b", ""),
    (r",?\s*\b(?:at the moment|so far|right now|currently)\b", ""),
    (r"[.,]?\s*\b(?:and )?(?:please )?(?:call|name|title) it (?:the )?(?!off|a day)", " called "),
    (
        r"\.?\s*\bit(?: will| should)? (?:takes?|lasts?) (?:about |around )?(?=\w+(?:[ -]\w+)? (?:minutes?|hours?))",
        " for ",
    ),
    (rf"\b(?:let's|let us) (?:do|take|say|make it) (?=(?:on |this |next )?(?:{_DAYS})\b)", "add it on "),
    (r",?\s*\b(?:in |and )?(?:the )?same (?:quantity|amount|number)(?: of (?:it|them|those|that))?\b", ""),
    (r",?\s*\band (?:please )?pay (?:for (?:it|them) )?(?:with|by|from|using)\b", " with"),
    (r"\bfrom me\b(?! to)", "that I sent"),
    (r",?\s*\bafter all\b", ""),
    (r"\b(?:off|from) (?:the|my|that) list\b", "off"),
    (r"\bread (.+?) back(?: to me)?(?=[.?!]|$)", r"read \1"),
    (r"\bput in (?=(?:the|a|an|my)\b)", "add "),
    (r",? (?:with |on |by )?(?:the )?same card\b", ""),
    (rf"\b({_DAYS}), (?=(?:the )?(?:{_MONTHS})\b|(?:the )?\d)", r"\1 "),
    (r"\blet (\w+(?: \w+)?) know (?:that )?", r"tell \1 that "),
    (r"\bget rid of\b", "remove"),
    (r"\bclosest\b", "nearest"),
    (r"\bsave (?=.+\b(?:in|to|into) (?:a |the )?(?:new )?file\b)", "write "),
    (
        rf"\btell ((?:my \w+ )?(?!me\b|us\b)\w+(?: (?!that\b|to\b|{_WE})\w+)?) (?={_WE})",
        r"tell \1 that ",
    ),
    (
        r"\b(tell|ask) (?!me\b|us\b)(\w+(?: \w+)?),? and (\w+(?: \w+)?) ((?:that|whether|if|to) [^.!?]+)",
        r"\1 \2 \4. \1 \3 \4",
    ),
    (r"^(?:(?:please|ok|okay|hi|hello|hey|so|and),? )*my ((?:\w+ ?){1,3}?)(?:,? please)?[.?!]?$", r"Show me my \1."),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), put) for pattern, put in _HEARD)


def put_right(text: str) -> str:
    """The text as it was most likely said."""
    for pattern, put in _PATTERNS:
        text = pattern.sub(put, text)
    return text
