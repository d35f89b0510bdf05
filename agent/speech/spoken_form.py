"""Text as it should be read aloud, where the voice would read it badly by itself.

The voice knows dates, prices, units and most abbreviations. What it stumbles over was found by recognising its own
speech: file names, identifiers, links, 24-hour times, short names of weekdays, arithmetic, scores and formatting.
"""

import re
from collections.abc import Callable

_DIGITS = "zero one two three four five six seven eight nine".split()
_WEEKDAYS = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "thur": "Thursday",
    "thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "sept": "September", "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip
_WORDS = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "and so on",
    "vs.": "versus",
    "w/": "with",
    "qty": "quantity",
}
_EXTENSIONS = "txt pdf csv doc docx xls xlsx jpg jpeg png md json yaml yml html py zip mp3 wav log ppt pptx"

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _letters(text: str) -> str:
    return " ".join(_DIGITS[int(c)] if c.isdigit() else c.upper() for c in text if c.isalnum())


def _file_name(match: re.Match[str]) -> str:
    stem = re.sub(r"[_\-]+", " ", match[1])
    extension = match[2].lower()
    return f"{stem} dot {extension if extension == 'zip' else _letters(extension)}"


def _identifier(match: re.Match[str]) -> str:
    return f"{_letters(match[1])}, {_letters(match[2])}"


def _link(match: re.Match[str]) -> str:
    host, _, path = match[1].rstrip("/.,").partition("/")
    return " dot ".join(host.removeprefix("www.").split(".")) + (
        " slash " + path.replace("/", " slash ") if path else ""
    )


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), match[2]
    half = "PM" if hour >= 12 else "AM"
    hour = hour % 12 or 12
    return f"{hour} {half}" if minute == "00" else f"{hour}:{minute} {half}"


def _short_day(match: re.Match[str]) -> str:
    return _WEEKDAYS[match[1].lower()] + match[2]


def _short_month(match: re.Match[str]) -> str:
    return f"{_MONTHS[match[1].lower()]} {match[2]}"


_DAY = "|".join(sorted(map(str.title, _WEEKDAYS), key=len, reverse=True))
_RULES: tuple[Rule, ...] = (
    (re.compile(r"```.*?```", re.DOTALL), " "),
    (re.compile(r"!?\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__|`)(.+?)\1"), r"\2"),
    (re.compile(r"^\s*(?:#{1,6}|[-*•])\s+", re.MULTILINE), ""),
    (re.compile(r"(?<!\w)\*(\S[^*]*)\*(?!\w)"), r"\1"),
    (re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]"), ""),
    (re.compile(r"https?://(\S+)"), _link),
    (re.compile(rf"\b([A-Za-z0-9][\w\-]*)\.({'|'.join(_EXTENSIONS.split())})\b", re.IGNORECASE), _file_name),
    (re.compile(r"\b([A-Za-z]{1,4})[-_](\d{1,6})\b"), _identifier),
    (re.compile(r"\b(1[3-9]|2[0-3]|0\d):([0-5]\d)(?::00)?\b(?!\s*[ap]\.?m)", re.IGNORECASE), _clock),
    (re.compile(r"(?<=M)\s*[-–]\s*(?=\d)"), " to "),
    (re.compile(rf"\b({_DAY})\b\.?(,|\s+\d)"), _short_day),
    (re.compile(rf"\b({'|'.join(_MONTHS)})\.?\s+(\d{{1,2}}(?:st|nd|rd|th)?\b)", re.IGNORECASE), _short_month),
    (re.compile(r"\bNo\.\s*(?=\d)"), "number "),
    (re.compile(r"(?<=\d)\s+[x×*]\s+(?=\d)"), " times "),
    (re.compile(r"(?<=\d)\s+/\s+(?=\d)"), " divided by "),
    (re.compile(r"(?<=\d)\s*[x×]\s+(?=[a-zA-Z])"), " "),
    (re.compile(r"\b(\d{3})-(\d{4})\b"), lambda m: f"{_letters(m[1])}, {_letters(m[2])}"),
    (re.compile(r"\b(\d{1,2})([A-Z])\b(?!\w)"), r"\1 \2"),
    (re.compile(r"(?<=[^\W_])_+(?=[^\W_])"), " "),
)  # fmt: skip


def spoken_form(text: str) -> str:
    """The text in words that the voice reads well, on one line a paragraph."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    for short, long in _WORDS.items():
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, text, flags=re.IGNORECASE)
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))
