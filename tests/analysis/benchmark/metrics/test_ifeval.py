"""Each of IFEval's instructions, with a text that follows it and one that does not."""

from typing import Any

import pytest

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics import ifeval
from analysis.benchmark.metrics.ifeval_checks import CHECKS
from analysis.benchmark.metrics.metric import Graders, grade

CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("keywords:existence", {"keywords": ["rain", "snow"]}, "Snow, then Rain.", "Only rain."),
    ("keywords:frequency", {"keyword": "so", "frequency": 2, "relation": "at least"}, "So and so.", "So it is."),
    ("keywords:frequency", {"keyword": "so", "frequency": 2, "relation": "less than"}, "So it is.", "So and so."),
    ("keywords:forbidden_words", {"forbidden_words": ["rain"]}, "Raining cats.", "The rain falls."),
    (
        "keywords:letter_frequency",
        {"letter": "e", "let_frequency": 3, "let_relation": "at least"},
        "Eel, bee",
        "No eel",
    ),
    ("length_constraints:number_sentences", {"num_sentences": 2, "relation": "at least"}, "One. Two!", "One, two."),
    ("length_constraints:number_words", {"num_words": 3, "relation": "less than"}, "two words", "now three words"),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 2}, "one\n***\ntwo", "one\n\ntwo"),
    (
        "length_constraints:nth_paragraph_first_word",
        {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "then"},
        'First.\n\n"Then, more.',
        "Then.\n\nMore.",
    ),
    ("detectable_content:number_placeholders", {"num_placeholders": 2}, "[name] at [place]", "[name] at home"),
    ("detectable_content:postscript", {"postscript_marker": "P.S."}, "Bye. P.S. More", "Bye. More"),
    ("detectable_content:postscript", {"postscript_marker": "P.P.S"}, "Bye. P. P. S more", "Bye. P.S. more"),
    ("detectable_format:number_bullet_lists", {"num_bullets": 2}, "* one\n- two", "* one\n- two\n* three"),
    ("detectable_format:constrained_response", {}, "My answer is maybe.", "Maybe."),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 2}, "*one* and *two*", "*one* and ** **"),
    (
        "detectable_format:multiple_sections",
        {"section_spliter": "Section", "num_sections": 2},
        "Section 1 a Section 2 b",
        "Section 1 a",
    ),
    ("detectable_format:json_format", {}, '```json\n{"a": 1}\n```', "{a: 1}"),
    ("detectable_format:title", {}, "<<Rain>>\nIt falls.", "<< >>\nIt falls."),
    ("combination:two_responses", {}, "one ****** two", "one ****** one"),
    ("combination:repeat_prompt", {"prompt_to_repeat": "Say it."}, "say it. Done.", "Done. Say it."),
    ("startend:end_checker", {"end_phrase": "That is all."}, "Well. That is all.", "That is all. Well."),
    ("startend:quotation", {}, '"Quoted."', '"Quoted.'),
    (
        "change_case:capital_word_frequency",
        {"capital_frequency": 2, "capital_relation": "at least"},
        "NOW and THEN",
        "NOW and then",
    ),
    ("punctuation:no_comma", {}, "No pause.", "No, pause."),
]
NEED_A_LIBRARY = {"language:response_language", "change_case:english_capital", "change_case:english_lowercase"}


@pytest.mark.parametrize(("name", "given", "following", "breaking"), CASES)
def test_an_instruction_is_followed_or_not(name: str, given: dict[str, Any], following: str, breaking: str) -> None:
    assert ifeval.follows(name, following, given)
    assert not ifeval.follows(name, breaking, given)


def test_every_published_instruction_is_tried_here() -> None:
    assert len(CHECKS) == 25
    assert {case[0] for case in CASES} | NEED_A_LIBRARY == set(CHECKS)


def item(*names: str, kwargs: list[dict[str, Any]] | None = None) -> Item:
    return Item("i", "t", details={"instruction_id_list": names, "kwargs": kwargs or [{} for _ in names]})


async def test_one_broken_instruction_fails_the_answer() -> None:
    asked = item("punctuation:no_comma", "startend:quotation")
    outcome = await grade(ifeval.METRIC, asked, Answer("no comma"), Graders())
    assert (outcome.score, outcome.raw, outcome.verdict) == (0.0, 0.5, "fail")
    outcome = await grade(ifeval.METRIC, asked, Answer('"no comma"'), Graders())
    assert (outcome.score, outcome.raw, outcome.verdict) == (1.0, 1.0, "pass")


async def test_an_empty_answer_follows_nothing() -> None:
    assert (await grade(ifeval.METRIC, item("punctuation:no_comma"), Answer(" "), Graders())).score == 0.0


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (item("singing:in_tune"), "no check for the instruction 'singing:in_tune'"),
        (item("punctuation:no_comma", kwargs=[{"volume": 3}]), "punctuation:no_comma:"),
        (item("keywords:frequency", kwargs=[{"keyword": "a", "frequency": 1, "relation": "about"}]), "no relation"),
        (item("keywords:existence", kwargs=[{"keywords": ["("]}]), "keywords:existence: missing )"),
        (item(), "no instructions"),
    ],
)
async def test_what_cannot_be_checked_stays_ungraded(asked: Item, reason: str) -> None:
    outcome = await grade(ifeval.METRIC, asked, Answer("words"), Graders())
    assert outcome.status == "unscored"
    assert reason in (outcome.reason or "")


async def test_arguments_that_are_none_are_not_given() -> None:
    """Tables give every instruction every column."""
    asked = item("punctuation:no_comma", kwargs=[{"num_words": None, "keyword": None}])
    assert (await grade(ifeval.METRIC, asked, Answer("words"), Graders())).score == 1.0
