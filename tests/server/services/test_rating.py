"""The draft, the ratings, and what has to be there."""

import pytest
from sqlmodel import select

from server import tables
from tests.server.actors import FEEDBACK, RATINGS, Page, talk_through
from tests.server.house import House


@pytest.fixture
def page(house: House) -> Page:
    """A page at the ratings."""
    page = Page(house).enter()
    talk_through(page)
    return page


@pytest.fixture(scope="module")
def refused_page(shared_house: House) -> Page:
    """A page at the ratings, for tests that do not get beyond them."""
    page = Page(shared_house).enter()
    talk_through(page)
    return page


def test_the_instrument_has_five_scales_of_six_named_levels(page: Page) -> None:
    instrument = page.stage["instrument"]
    assert [scale["id"] for scale in instrument["scales"]] == list(RATINGS)
    for scale in instrument["scales"]:
        assert [level["value"] for level in scale["levels"]] == [1, 2, 3, 4, 5, 6]
        assert all(level["name"] and level["description"] for level in scale["levels"])


def test_a_draft_comes_back(page: Page) -> None:
    draft = {"ratings": {"overall": 4}, "feedback": "Half a thou"}
    assert page.call("PUT", "ratings/draft", json=draft).is_success
    assert page.stage["draft"] == draft
    page.call("PUT", "ratings/draft", json={"ratings": {"overall": 5, "naturalness": 1}, "feedback": ""})
    page.enter()
    assert page.stage["draft"] == {"ratings": {"overall": 5, "naturalness": 1}, "feedback": ""}


def test_a_character_that_no_database_stores_is_left_out(any_house: House) -> None:
    page = Page(any_house).enter()
    talk_through(page)
    draft = {"ratings": RATINGS, "feedback": f"{FEEDBACK[:9]}\0{FEEDBACK[9:]}"}
    assert page.call("PUT", "ratings/draft", json=draft).is_success
    assert page.stage["draft"]["feedback"] == FEEDBACK
    assert page.call("POST", "ratings", json=draft).is_success
    with any_house.parts.database.read() as session:
        assert session.exec(select(tables.Feedback)).one().text == FEEDBACK


def test_everything_is_stored_before_the_code_is_shown(page: Page) -> None:
    instrument_hash = page.stage["instrument"]["hash"]
    assert page.rate().is_success
    with page.house.parts.database.read() as session:
        ratings = session.exec(select(tables.Rating)).all()
        feedback = session.exec(select(tables.Feedback)).one()
        assert session.exec(select(tables.Draft)).all() == []
    assert {row.scale: row.value for row in ratings} == RATINGS
    assert {row.instrument_hash for row in ratings} == {instrument_hash}
    assert (feedback.text, feedback.instrument_hash) == (FEEDBACK, instrument_hash)
    assert all(row.study_hash and row.code_version and row.rated_at == page.house.clock() for row in ratings)


def test_submitting_again_keeps_the_first_answers(page: Page) -> None:
    page.rate()
    other = {"ratings": dict.fromkeys(RATINGS, 1), "feedback": "Now I think otherwise, really."}
    assert page.call("POST", "ratings", json=other).is_success
    with page.house.parts.database.read() as session:
        assert {row.scale: row.value for row in session.exec(select(tables.Rating))} == RATINGS


@pytest.mark.parametrize(
    ("ratings", "feedback", "code"),
    [
        ({key: value for key, value in RATINGS.items() if key != "naturalness"}, FEEDBACK, "missing_rating"),
        (RATINGS | {"charm": 3}, FEEDBACK, "unknown_scale"),
        (RATINGS, "   \n\t               \u00a0        ", "missing_feedback"),
        (RATINGS, f".{' ' * 60}.", "missing_feedback"),
        (RATINGS, "\u200b" * 60, "missing_feedback"),
        (RATINGS, "\u2800" * 60, "missing_feedback"),
        (RATINGS, "good", "missing_feedback"),
        (RATINGS | {"overall": 0}, FEEDBACK, "invalid"),
        (RATINGS | {"overall": 7}, FEEDBACK, "invalid"),
        (RATINGS | {"overall": 3.5}, FEEDBACK, "invalid"),
    ],
)
def test_what_is_refused(refused_page: Page, ratings: dict[str, float], feedback: str, code: str) -> None:
    refused = refused_page.call("POST", "ratings", json={"ratings": ratings, "feedback": feedback})
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused_page.look() == "rating"


def test_refusals_name_the_field_and_what_is_right(page: Page) -> None:
    missing = page.call("POST", "ratings", json={"ratings": {"overall": 4}, "feedback": FEEDBACK}).json()
    assert missing["detail"].startswith("Please rate every scale; missing: Understanding, Naturalness")
    wrong = page.call("POST", "ratings", json={"ratings": RATINGS | {"overall": 7}, "feedback": FEEDBACK}).json()
    assert wrong["fields"] == [{"field": "ratings.overall", "message": "Input should be less than or equal to 6"}]
