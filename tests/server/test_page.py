"""The built page, its addresses, and the headers on everything."""

from pathlib import Path

import pytest

from server.headers import content_security_policy
from tests.server.client import Client
from tests.server.house import House, settings_in


@pytest.fixture(scope="module")
def built(shared_house: House) -> Client:
    """A house whose page is built."""
    folder = shared_house.parts.settings.frontend_dir
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "assets/index-abc123.js").write_text("console.log(1)")
    (folder / "audio-check").mkdir()
    (folder / "audio-check/a.mp3").write_bytes(b"ID3")
    (folder.parent / "secret.txt").write_text("not for you")
    return shared_house.client


@pytest.mark.parametrize(
    "path", ["/", "/s/trial?PROLIFIC_PID=x", "/s/trial", "/console", "/console/a/b", "/rehearsal/complete?cc=X"]
)
def test_the_page_s_own_addresses(built: Client, path: str) -> None:
    answer = built.get(path)
    assert (answer.status_code, "<title>page</title>" in answer.text) == (200, True)
    assert answer.headers["cache-control"] == "no-cache"


def test_a_person_at_a_wrong_address_is_told_by_the_page(built: Client) -> None:
    as_browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = built.get("/foo/bar", headers=as_browser)
    assert (answer.status_code, "<title>page</title>" in answer.text) == (404, True)
    assert built.get("/api/none", headers=as_browser).headers["content-type"] == "application/problem+json"


def test_assets_are_kept_for_ever_and_other_files_for_an_hour(built: Client) -> None:
    asset = built.get("/assets/index-abc123.js")
    assert asset.headers["content-type"].startswith("text/javascript")
    assert "immutable" in asset.headers["cache-control"]
    clip = built.get("/audio-check/a.mp3")
    assert (clip.status_code, clip.headers["content-type"]) == (200, "audio/mpeg")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/assets/none.js",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/s/../../secret.txt",
        "/api/none",
        "/%00",
        f"/{300 * 'a'}",
    ],
)
def test_what_is_not_there(built: Client, path: str) -> None:
    answer = built.get(path)
    assert "not for you" not in answer.text
    if not path.startswith("/s/"):
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_an_address_that_no_file_can_have_is_the_page_s(built: Client) -> None:
    answer = built.get(f"/s/trial/{300 * 'a'}")
    assert (answer.status_code, "<title>page</title>" in answer.text) == (200, True)


def test_before_the_page_is_built_it_says_what_to_do(house: House) -> None:
    answer = house.client.get("/s/trial")
    assert answer.status_code == 503
    assert "make run" in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/s/trial", "/assets/index-abc123.js", "/healthz", "/api/participant/submission"]
)
def test_headers_are_on_everything(built: Client, path: str) -> None:
    headers = built.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "microphone=(self)" in headers["permissions-policy"]
    assert (headers.get("cache-control") == "no-store") == path.startswith(("/api", "/healthz"))
    assert "strict-transport-security" not in headers


def test_the_policy_allows_this_server_and_the_media_server_alone(tmp_path: Path) -> None:
    policy = content_security_policy(settings_in(tmp_path, livekit_public_url="wss://media.example.org:7443"))
    assert "connect-src 'self' wss://media.example.org:7443 https://media.example.org:7443;" in policy
    assert "media-src 'self' blob:" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
