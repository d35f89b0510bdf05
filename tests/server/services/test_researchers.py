"""Who may see models and voices, and how often a wrong key may be tried."""

from pathlib import Path

import pytest

from server.services.researchers import FailedTries, Gate
from tests.server.actors import Page
from tests.server.house import RESEARCHER_KEY, House, open_house, settings_in, write_studies

ROUTES = (
    ("GET", "session"),
    ("GET", "studies"),
    ("PATCH", "studies/trial"),
    ("GET", "submissions"),
    ("GET", "conversations/cv-1"),
    ("GET", "conversations/cv-1/audio/a.ogg"),
)


def sign_in(house: House, key: str = RESEARCHER_KEY) -> int:
    return house.client.post("/api/researcher/session", json={"key": key}).status_code


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_else_gets_in(shared_house: House, method: str, path: str) -> None:
    page = Page(shared_house).enter()
    for headers in ({}, {"Authorization": f"Bearer {page.token}"}, {"Cookie": f"parley_researcher={page.token}"}):
        answer = shared_house.client.request(
            method, f"/api/researcher/{path}", headers=headers, json={"accepting": True}
        )
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


def test_the_session_cookie_is_out_of_scripts_reach(house: House) -> None:
    answer = house.client.post("/api/researcher/session", json={"key": RESEARCHER_KEY})
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/api/researcher", "Max-Age=43200"):
        assert part in cookie
    assert "Secure" not in cookie
    assert RESEARCHER_KEY not in answer.text + cookie
    assert house.client.get("/api/researcher/session").json() == answer.json()


def test_a_session_ends_by_itself_and_on_wish(house: House) -> None:
    sign_in(house)
    assert house.client.delete("/api/researcher/session").status_code == 204
    assert house.client.get("/api/researcher/studies").status_code == 401
    sign_in(house)
    house.clock.advance(12 * 3600 + 1)
    assert house.client.get("/api/researcher/studies").status_code == 401


def test_over_tls_the_cookie_stays_there(tmp_path: Path) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path, public_url="https://study.example.org")) as house:
        answer = house.client.post("/api/researcher/session", json={"key": RESEARCHER_KEY})
        assert "Secure" in answer.headers["set-cookie"]
        assert "strict-transport-security" in answer.headers


def test_wrong_keys_are_few(house: House) -> None:
    assert [sign_in(house, "wrong") for _ in range(6)] == [401] * 5 + [429]
    assert sign_in(house) == 429
    house.clock.advance(301)
    assert sign_in(house) == 200


def test_a_wrong_key_is_answered_slowly_and_the_right_one_at_once(house: House) -> None:
    sign_in(house, "wrong")
    assert house.slept == [Gate.SLOW_S]
    sign_in(house)
    assert len(house.slept) == 1


def test_strangers_keep_nobody_else_out(house: House) -> None:
    tries = FailedTries()
    for n in range(1000):
        tries.add(f"198.51.{n // 250}.{n % 250}", house.clock())
    assert not tries.exhausted("203.0.113.7", house.clock())


def test_only_so_many_addresses_are_remembered(house: House) -> None:
    tries = FailedTries()
    for n in range(tries.ADDRESSES + 50):
        tries.add(f"client-{n}", house.clock())
    for _ in range(tries.PER_ADDRESS):
        tries.add("a persistent one", house.clock())
    assert len(tries) == tries.ADDRESSES
    assert tries.exhausted("a persistent one", house.clock())


def test_a_host_of_ipv6_has_one_network_and_counts_once(house: House) -> None:
    tries = FailedTries()
    for n in range(tries.PER_ADDRESS):
        tries.add(f"2001:db8:1:2::{n}", house.clock())
    assert tries.exhausted("2001:db8:1:2:ffff::1", house.clock())
    assert not tries.exhausted("2001:db8:1:3::1", house.clock())
