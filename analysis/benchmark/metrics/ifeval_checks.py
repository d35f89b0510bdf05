"""IFEval's 25 instructions (Zhou et al., 2023), each a check of a text with the instruction's published arguments.

Written from the paper's descriptions and the published behaviour. Two differ from the reference implementation:
sentences end at . ! or ? before white space (there: a trained splitter), and languages need the library
``langdetect``.
"""

import importlib
import importlib.util
import json
import re
from collections.abc import Callable, Sequence
from typing import Any

Check = Callable[..., bool]

CHECKS: dict[str, Check] = {}


class UncheckableError(Exception):
    """Whether a text follows an instruction cannot be said here; the message says why."""


def instruction(name: str) -> Callable[[Check], Check]:
    """Register a check under its published name."""

    def register(check: Check) -> Check:
        CHECKS[name] = check
        return check

    return register


def compared(count: int, relation: str, than: int) -> bool:
    """``count`` against a number, by one of the two published relations."""
    if relation == "at least":
        return count >= than
    if relation == "less than":
        return count < than
    raise UncheckableError(f"no relation '{relation}'")


@instruction("keywords:existence")
def _(text: str, *, keywords: Sequence[str]) -> bool:
    return all(re.search(word, text, re.IGNORECASE) for word in keywords)


@instruction("keywords:frequency")
def _(text: str, *, keyword: str, frequency: int, relation: str) -> bool:
    return compared(len(re.findall(keyword, text, re.IGNORECASE)), relation, frequency)


@instruction("keywords:forbidden_words")
def _(text: str, *, forbidden_words: Sequence[str]) -> bool:
    return not any(re.search(rf"\b{word}\b", text, re.IGNORECASE) for word in forbidden_words)


@instruction("keywords:letter_frequency")
def _(text: str, *, letter: str, let_frequency: int, let_relation: str) -> bool:
    return compared(text.lower().count(letter.lower()), let_relation, let_frequency)


@instruction("language:response_language")
def _(text: str, *, language: str) -> bool:
    return _language(text) == language


@instruction("length_constraints:number_sentences")
def _(text: str, *, num_sentences: int, relation: str) -> bool:
    return compared(len([part for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]), relation, num_sentences)


@instruction("length_constraints:number_words")
def _(text: str, *, num_words: int, relation: str) -> bool:
    return compared(len(re.findall(r"\w+", text)), relation, num_words)


@instruction("length_constraints:number_paragraphs")
def _(text: str, *, num_paragraphs: int) -> bool:
    parts = re.split(r"\s?\*\*\*\s?", text)
    inside = [part for number, part in enumerate(parts) if part.strip() or 0 < number < len(parts) - 1]
    return all(part.strip() for part in inside) and len(inside) == num_paragraphs


@instruction("length_constraints:nth_paragraph_first_word")
def _(text: str, *, num_paragraphs: int, nth_paragraph: int, first_word: str) -> bool:
    parts = text.split("\n\n")
    filled = [part for part in parts if part.strip()]
    if len(filled) != num_paragraphs or nth_paragraph > len(parts) or not parts[nth_paragraph - 1].strip():
        return False
    opening = parts[nth_paragraph - 1].split()[0].lstrip("\"'")
    return re.split(r"[.,?!'\"]", opening)[0].lower() == first_word.lower()


@instruction("detectable_content:number_placeholders")
def _(text: str, *, num_placeholders: int) -> bool:
    return len(re.findall(r"\[.*?\]", text)) >= num_placeholders


@instruction("detectable_content:postscript")
def _(text: str, *, postscript_marker: str) -> bool:
    forms = {"P.P.S": r"p\.\s?p\.\s?s", "P.S.": r"p\.\s?s\."}
    return bool(re.search(forms.get(postscript_marker, re.escape(postscript_marker.lower())), text.lower()))


@instruction("detectable_format:number_bullet_lists")
def _(text: str, *, num_bullets: int) -> bool:
    stars, dashes = (re.findall(form, text, re.MULTILINE) for form in (r"^\s*\*[^\*].*$", r"^\s*-.*$"))
    return len(stars) + len(dashes) == num_bullets


@instruction("detectable_format:constrained_response")
def _(text: str) -> bool:
    return any(f"My answer is {choice}." in text for choice in ("yes", "no", "maybe"))


@instruction("detectable_format:number_highlighted_sections")
def _(text: str, *, num_highlights: int) -> bool:
    single = [part for part in re.findall(r"\*[^\n\*]*\*", text) if part.strip("*").strip()]
    double = [part for part in re.findall(r"\*\*[^\n\*]*\*\*", text) if part.strip("*").strip()]
    return len(single) + len(double) >= num_highlights


@instruction("detectable_format:multiple_sections")
def _(text: str, *, section_spliter: str, num_sections: int) -> bool:
    return len(re.findall(rf"\s?{re.escape(section_spliter)}\s?\d+\s?", text)) >= num_sections


@instruction("detectable_format:json_format")
def _(text: str) -> bool:
    bare = re.sub(r"^```(?:json)?|```$", "", text.strip(), flags=re.IGNORECASE)
    try:
        json.loads(bare)
    except json.JSONDecodeError:
        return False
    return True


@instruction("detectable_format:title")
def _(text: str) -> bool:
    return any(title.strip("<>").strip() for title in re.findall(r"<<[^\n]+>>", text))


@instruction("combination:two_responses")
def _(text: str) -> bool:
    parts = text.split("******")
    inside = [part.strip() for number, part in enumerate(parts) if part.strip() or 0 < number < len(parts) - 1]
    return len(inside) == 2 and all(inside) and inside[0] != inside[1]


@instruction("combination:repeat_prompt")
def _(text: str, *, prompt_to_repeat: str) -> bool:
    return text.strip().lower().startswith(prompt_to_repeat.strip().lower())


@instruction("startend:end_checker")
def _(text: str, *, end_phrase: str) -> bool:
    return text.strip().strip('"').lower().endswith(end_phrase.strip().lower())


@instruction("startend:quotation")
def _(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 1 and bare[0] == bare[-1] == '"'


@instruction("change_case:capital_word_frequency")
def _(text: str, *, capital_frequency: int, capital_relation: str) -> bool:
    return compared(
        len([word for word in re.findall(r"[\w'-]+", text) if word.isupper()]), capital_relation, capital_frequency
    )


@instruction("change_case:english_capital")
def _(text: str) -> bool:
    return text.isupper() and _language(text) == "en"


@instruction("change_case:english_lowercase")
def _(text: str) -> bool:
    return text.islower() and _language(text) == "en"


@instruction("punctuation:no_comma")
def _(text: str) -> bool:
    return "," not in text


def _language(text: str) -> str:
    if importlib.util.find_spec("langdetect") is None:
        raise UncheckableError("the language cannot be told: pip install langdetect")
    langdetect: Any = importlib.import_module("langdetect")
    langdetect.DetectorFactory.seed = 0
    try:
        return str(langdetect.detect(text))
    except langdetect.LangDetectException as error:
        raise UncheckableError(f"the language cannot be told: {error}") from error
