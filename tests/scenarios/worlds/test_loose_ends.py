"""References inside initial states: one that names nothing is told at its own line, and alone."""

from pathlib import Path

import pytest

from scenarios.loading import CATALOG, ScenarioError, load_scenario
from scenarios.worlds.shopping.state import loose_ends as shop_ends
from scenarios.worlds.social.links import loose_ends as social_ends
from scenarios.worlds.travel.links import loose_ends as travel_ends


@pytest.mark.parametrize(
    ("scenario_id", "old", "new", "told"),
    [
        ("travel-02", "bk-1002: {card_id: card-1", "bk-1002: {card_id: card-9", "'card-9' is no card; did you mean"),
        ("travel-02", "SFO: {LAX: 200}", "SFO: {LXA: 200}", "'LXA' is no airport; there are: "),
        ("travel-04", "travel_class: economy", "travel_class: economic", "'economic' is no travel class; "),
        ("messaging-01", "{sender: USR005", "{sender: USR009", "'USR009' is no user's id; did you mean 'USR00"),
        ("messaging-01", "current_user: USR001", "current_user: USR0O1", "'USR0O1' is no user's id; did you"),
        ("messaging-01", "Chris Novak: USR003", "Chris Novak: USR002", "'USR002' is the id of 'Chris Baker' too"),
        ("shopping-02", "items: {walking_narrow: 1, rain_hat: 1}, delivery: standard",
         "items: {walking_narrow: 1, rain_hat: 1}, delivery: standart", "did you mean 'standard'?"),
        ("social-04", "{username: wendell", "{username: wendel", "'wendel' is no user; did you mean 'wendell'?"),
        ("social-04", "following_list: [shoreclub", "following_list: [shorclub", "did you mean 'shoreclub'?"),
        ("calendar-01", "next_number: 6", "next_number: 3", "entry-5 is taken; give 6 or more, not 3"),
    ],
)  # fmt: skip
def test_what_refers_to_nothing_is_told_first_at_its_line(
    tmp_path: Path, scenario_id: str, old: str, new: str, told: str
) -> None:
    text = (CATALOG / f"{scenario_id}.yaml").read_text(encoding="utf-8")
    path = tmp_path / f"{scenario_id}.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    faults = caught.value.faults
    line = text[: text.index(old)].count("\n") + 1
    assert len(faults) == 1
    assert faults[0].line in (line, line + 1)
    assert told in faults[0].message


def test_posts_that_are_not_there_are_told() -> None:
    post = {"id": 2, "username": "ann", "content": "hi", "posted_at": "2026-01-05T09:00:00+00:00", "mentions": ["@bob"]}
    state = {
        "username": "ann",
        "users": ["cem"],
        "tweets": {"1": post},
        "likes": {"9": ["bob"]},
        "retweets": {"cem": [1, 8]},
    }
    places = {place for place, _ in social_ends(state)}
    assert places == {
        ("tweets", "1", "id"),
        ("tweets", "1", "mentions", 0),
        ("likes", "9", 0),
        ("likes", "9"),
        ("retweets", "cem", 1),
    }


def test_without_a_list_of_users_those_who_post_are_users() -> None:
    post = {"id": 1, "username": "bob", "content": "hi", "posted_at": "2026-01-05T09:00:00+00:00"}
    assert not list(social_ends({"username": "ann", "tweets": {"1": post}, "likes": {"1": ["bob"]}}))


def test_orders_that_nothing_came_from_are_told() -> None:
    back = {"order": "order-9", "product": "hat", "quantity": 1, "instead": "cap", "refund_cents": 0}
    state = {"orders": {}, "deliveries": {}, "products": {"hat": {}}, "returns": {"return-1": back}}
    assert [place[-1] for place, _ in shop_ends(state)] == ["order", "instead"]


def test_insurances_towns_and_messages_refer_to_what_is_there() -> None:
    booking = {"card_id": "c", "travel_from": "SFO", "travel_to": "LAX", "travel_class": "first", "insurance": "gold"}
    state = {
        "credit_card_list": {"c": {}},
        "insurance_costs": {"basic": 30.0},
        "booking_record": {"bk-1": booking},
        "support_messages": [{"booking_id": "bk-2", "message": "hello"}],
        "nearest_airports": {"Fox Landing": "GDF"},
    }
    assert [place[-1] for place, _ in travel_ends(state)] == ["insurance", "booking_id", "Fox Landing"]
