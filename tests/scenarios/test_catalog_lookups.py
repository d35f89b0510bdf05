"""Looking things up counts once for each thing, however it was named, and any sensible way to look counts."""

from typing import Any

from scenarios.run import ScenarioRun
from tests.scenarios.plays import TOOL_SCENARIOS


def counted(scenario_id: str, step_id: str, *calls: tuple[str, dict[str, Any]]) -> int:
    """How often a step is done after some calls, all of which the world takes."""
    run = ScenarioRun(TOOL_SCENARIOS[scenario_id])
    for tool, arguments in calls:
        outcome = run.call(tool, arguments)
        assert outcome.ok, outcome.error
    assert run.verification is not None
    assert not run.verification.violations
    return next(status.done for status in run.verification.steps if status.id == step_id)


def words_of(name: str) -> tuple[str, dict[str, Any]]:
    return "filesystem.wc", {"file_name": name, "mode": "words"}


def reads(name: str) -> tuple[str, dict[str, Any]]:
    return "filesystem.cat", {"file_name": name}


def searches(name: str, pattern: str) -> tuple[str, dict[str, Any]]:
    return "filesystem.grep", {"file_name": name, "pattern": pattern}


def test_one_file_in_three_spellings_is_one_file() -> None:
    spelt = [words_of(name) for name in ("monday draft", "Monday Draft", "./monday draft")]
    assert counted("filesystem-01", "count", *spelt) == 1
    assert counted("filesystem-01", "count", *spelt, words_of("./thursday draft")) == 2


def test_a_receipt_counts_once_whichever_way_it_is_read_and_only_if_it_is_asked_about() -> None:
    assert counted("filesystem-02", "read", reads("lamp receipt"), searches("./Lamp receipt", "paid")) == 1
    assert counted("filesystem-02", "read", ("filesystem.cd", {"folder": "2025"}), reads("heating receipt")) == 0
    assert counted("filesystem-02", "read", searches("lamp receipt", "june")) == 1
    assert counted("filesystem-02", "read", searches("lamp receipt", "ordered")) == 0


def test_a_note_or_a_picture_may_be_read_by_a_search_in_it() -> None:
    cellar = ("filesystem.cd", {"folder": "cellar"})
    assert counted("filesystem-03", "read", cellar, searches("boiler visit in march", "bar")) == 1
    assert counted("filesystem-03", "read", cellar, searches("boiler visit in march", "burner")) == 0
    assert counted("filesystem-06", "read", searches("sunrise", "taken"), searches("tram", "in"), reads("./tram")) == 2


def test_the_refund_may_be_put_into_pounds_at_once_or_fare_by_fare() -> None:
    def into_pounds(value: float) -> tuple[str, dict[str, Any]]:
        return "travel.compute_exchange_rate", {"base_currency": "USD", "target_currency": "GBP", "value": value}

    def in_pounds(*values: float) -> list[int]:
        calls = [into_pounds(value) for value in values]
        return [counted("travel-07", step, *calls) for step in ("pounds_london", "pounds_paris")]

    assert in_pounds(750) == in_pounds(640, 110) == [1, 1]
    assert in_pounds(640) == [1, 0]
    assert in_pounds(110, 720) == [0, 1]


def test_no_count_on_the_panel_tells_how_many_things_there_are_to_find() -> None:
    names = ("filesystem-04", "filesystem-06", "filesystem-07", "social-03", "travel-05", "shopping-04")
    steps = {step.id: step for name in names for step in TOOL_SCENARIOS[name].steps}
    found = ("remove", "rename", "cleared", "unfollow", "insured", "replaced")
    assert [steps[name].times for name in found] == [1] * len(found)
    assert not {"sunrise", "bridge", "tram"} & set(steps)


def test_sent_messages_are_looked_up_in_the_list_or_by_a_search_that_shows_both() -> None:
    told: list[tuple[str, dict[str, Any]]] = [("messaging.view_messages_received", {})]
    told += [
        ("messaging.send_message", {"receiver_id": name, "message": "We meet at the north gate of the arboretum."})
        for name in ("Ayo", "Marguerite")
    ]
    looks: list[tuple[str, dict[str, Any]]] = [
        ("messaging.view_messages_sent", {}),
        ("messaging.search_messages", {"keyword": "north gate"}),
        ("messaging.search_messages", {"keyword": "arboretum"}),
    ]
    for look in looks:
        assert counted("messaging-02", "check", *told, look) == 1
        assert counted("messaging-02", "check", look, *told) == 0
    assert counted("messaging-02", "check", *told, ("messaging.search_messages", {"keyword": "map"})) == 0


def test_coffee_is_looked_up_by_a_search_or_by_its_name() -> None:
    for name, looked_up in (("house blend", 1), ("mountain roast", 1), ("decaf", 0), ("soy drink", 0)):
        assert counted("shopping-01", "search", ("shopping.get_product", {"product": name})) == looked_up


def test_posts_are_found_by_any_search_that_shows_them() -> None:
    def search(keyword: str) -> tuple[str, dict[str, Any]]:
        return "social.search_tweets", {"keyword": keyword}

    def posts_of(username: str) -> tuple[str, dict[str, Any]]:
        return "social.get_user_tweets", {"username": username}

    for look in (search("open"), search("cake"), posts_of("brook"), posts_of("sterling")):
        assert counted("social-01", "search", look) == 1
    for look in (search("tomatoes"), search("car museum"), posts_of("octavia")):
        assert counted("social-01", "search", look) == 0
    assert counted("social-04", "post_found", search("signed up")) == 1
    assert counted("social-04", "post_found", search("club house")) == 0
    assert counted("social-05", "find", search("bag")) == 1
    assert counted("social-05", "find", search("scarf")) == 0
    assert counted("social-05", "find", ("social.get_timeline", {})) == 0  # which shows the posts of others


def test_both_doors_are_looked_up_together_or_one_by_one() -> None:
    locked = ("smart_home.set_lock", {"door": "front door", "locked": True})

    def seen(*looks: dict[str, Any]) -> tuple[int, int]:
        calls = [locked, *(("smart_home.list_devices", look) for look in looks)]
        return counted("smart-home-01", "check_front", *calls), counted("smart-home-01", "check_back", *calls)

    assert seen({}) == seen({"kind": "lock"}) == seen({"room": "Hallway"}, {"room": "Kitchen"}) == (1, 1)
    assert seen({"room": "Hallway"}, {"room": "Porch"}) == (1, 0)
    assert seen({"room": "Kitchen"}, {"kind": "light"}) == (0, 1)


def test_what_a_thing_is_made_of_stands_in_a_search_as_well() -> None:
    def search(words: str) -> tuple[str, dict[str, Any]]:
        return "shopping.search_products", {"words": words}

    def product(name: str) -> tuple[str, dict[str, Any]]:
        return "shopping.get_product", {"product": name}

    assert counted("shopping-04", "contents", search("rye bread"), product("goat cheese")) == 2
    assert counted("shopping-04", "contents", search("rye bread"), product("rye bread")) == 1
    assert counted("shopping-04", "contents", search("breakfast"), product("crunchy muesli")) == 1
    assert counted("shopping-04", "contents", search("tomatoes"), product("red pesto")) == 0
    for other in ("porridge", "tomatoes", "breakfast", "pasta"):
        assert counted("shopping-04", "others", search(other)) == 1
    assert counted("shopping-04", "others", search("rye bread")) == 0


def test_a_search_counts_if_it_shows_what_is_wanted_and_not_only_what_is_not() -> None:
    def found(scenario_id: str, step_id: str, words: str) -> int:
        return counted(scenario_id, step_id, ("shopping.search_products", {"words": words}))

    assert [found("shopping-02", "stock", words) for words in ("narrow", "wide", "walking shoes")] == [0, 1, 1]
    assert [found("shopping-03", "search", words) for words in ("telescope", "puzzle", "space", "lamp")] == [0, 0, 1, 1]


def test_a_price_for_one_is_doubled_and_a_rate_multiplied_by_who_asks() -> None:
    def cost(travel_class: str, **rest: Any) -> tuple[str, dict[str, Any]]:
        flight = {"travel_date": "November 7", "travel_from": "Chicago", "travel_to": "Los Angeles"}
        return "travel.get_flight_cost", {**flight, "travel_class": travel_class, **rest}

    def exchanged(base: str, target: str, value: float) -> tuple[str, dict[str, Any]]:
        currencies = {"base_currency": base, "target_currency": target}
        return "travel.compute_exchange_rate", {**currencies, "value": value}

    assert counted("travel-03", "prices", cost("first"), cost("business", travelers=2), cost("economy")) == 3
    assert counted("travel-03", "prices", cost("first"), cost("first", travelers=2)) == 1
    assert counted("travel-03", "prices", cost("first", travelers=3)) == 0
    for step in ("pounds_london", "pounds_paris"):
        assert counted("travel-07", step, exchanged("USD", "GBP", 1)) == 1
        assert counted("travel-07", step, exchanged("USD", "EUR", 1)) == 0


def test_a_job_is_found_by_any_words_that_show_it() -> None:
    def search(words: str) -> tuple[str, dict[str, Any]]:
        return "jobs.search_jobs", {"words": words}

    assert counted("jobs-02", "search", search("oven helper")) == 1
    assert counted("jobs-02", "search", search("baker")) == 1
    assert counted("jobs-02", "search", search("milk driver")) == 0
    assert counted("jobs-02", "search", ("jobs.get_job", {"job": "oven helper"})) == 1
    assert counted("jobs-02", "search", ("jobs.get_job", {"job": "milk driver"})) == 0
    assert counted("jobs-01", "search", search("library")) == 1
    assert counted("jobs-01", "search", search("bouquets")) == 0


def test_an_account_counts_once_however_its_name_is_spelt_and_looked_up() -> None:
    looks: list[tuple[str, dict[str, Any]]] = [
        ("social.get_user_stats", {"username": "couponking"}),
        ("social.get_user_tweets", {"username": "coupon king"}),
        ("social.get_user_tweets", {"username": "@CouponKing"}),
    ]
    assert counted("social-03", "posts", *looks) == 1
    assert counted("social-03", "posts", *looks, ("social.get_user_tweets", {"username": "pottery club"})) == 2
