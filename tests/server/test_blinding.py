"""No participant learns which model speaks: every answer of the whole flow, and every token, is searched."""

import base64
import json
from pathlib import Path

from server.integrations.livekit import LiveKitRooms
from server.integrations.rooms import FakeRooms
from server.schemas.participant import RoomAccess
from tests.server.actors import Job, Page
from tests.server.house import open_house, settings_in, write_studies
from tests.server.studies import MODELS

PROVIDERS = ("openai", "gpt-", "google", "gemini", "qwen", "vllm", "whisper", "hibari", "silero", "acme", "zenith")
TOKEN_CLAIMS = {"exp", "iss", "nbf", "sub", "video"}
GRANTS = {
    "roomJoin": True,
    "canPublish": True,
    "canPublishSources": ["microphone"],
    "canPublishData": False,
    "canSubscribe": True,
}


class RealTokens(FakeRooms):
    """Books instead of calls, but the tokens that a real media server would accept."""

    def access(self, conversation_id: str, rtc_identity: str) -> RoomAccess:
        rooms = LiveKitRooms(url="ws://x", public_url="ws://x", api_key="parley", api_secret="s" * 32)
        return rooms.access(conversation_id, rtc_identity)


def claims(token: str) -> dict[str, object]:
    payload = token.split(".")[1]
    decoded: dict[str, object] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return decoded


def told(page: Page) -> str:
    """Everything that reached the page: bodies, headers, and what the tokens say."""
    texts = []
    for answer in page.answers:
        body, room = answer.text, answer.json().get("submission", {}).get("room")
        if room:
            body = body.replace(room["token"], json.dumps(claims(room["token"])))
        texts += [body.replace(page.token, ""), str(dict(answer.headers))]
    return "\n".join(texts).lower()


def walk(page: Page) -> None:
    """The whole flow with its faults: refusals, a lost job, a second one, errors on every route."""
    house = page.house
    page.call("POST", "ratings", json={"ratings": {}, "feedback": "x"})
    job = Job(house, page.start())
    page.call("POST", "conversation/end")
    page.call("POST", "conversation/leave")
    job.begin()
    job.talk(70)
    page.look()
    house.pass_time(5)
    page.look()
    second = Job(house, job.conversation_id, job_id="job-2")
    second.begin()
    page.look()
    page.call("POST", "conversation/end")
    second.verify(success=True)
    second.end("participant_ended", 90)
    page.look()
    page.call("PUT", "ratings/draft", json={"ratings": {"overall": 9}, "feedback": ""})
    page.call("POST", "feedback-audio", files={"audio": ("a.webm", b"no recording", "audio/webm")})
    page.call("POST", "feedback-audio", files={"audio": ("a.webm", b"\x1aE\xdf\xa3" + b"0" * 50, "audio/webm")})
    page.call("DELETE", "feedback-audio")
    page.rate()
    page.look()
    page.call("GET", "no-such-route")
    page.enter()


def test_nothing_that_a_page_is_told_names_a_model(tmp_path: Path) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path), rooms=RealTokens()) as house:
        page = Page(house).enter()
        walk(page)
        assert page.stage["stage"] == "complete"
        everything = told(page)
        for word in (*MODELS, *PROVIDERS):
            assert word not in everything, word
        assert '"model' not in everything
        assert len(page.answers) >= 20


def test_the_media_token_opens_a_microphone_and_nothing_else(tmp_path: Path) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path), rooms=RealTokens()) as house:
        page = Page(house).enter()
        conversation_id = page.start()
        payload = claims(page.stage["room"]["token"])
        assert set(payload) == TOKEN_CLAIMS
        assert payload["video"] == GRANTS | {"room": conversation_id}
        assert str(payload["sub"]).startswith("p-")
        assert payload["iss"] == "parley"


def test_the_submission_token_says_nothing(tmp_path: Path) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path)) as house:
        page = Page(house).enter()
        prefix, _, _ = page.token.partition("-")
        assert prefix == "sb"
        assert "trial" not in page.token
