"""The whole way of a participant, over HTTP, on both databases."""

from tests.server.actors import Job, Page
from tests.server.house import House


def test_whole_flow(any_house: House) -> None:
    page = Page(any_house).enter()
    assert page.stage["stage"] == "consent"
    page.consent()
    assert page.stage["stage"] == "audio_check"
    page.pass_audio_check()
    assert page.stage["stage"] == "assignment"
    page.call("POST", "conversation").raise_for_status()
    assert (page.stage["stage"], page.stage["phase"], page.stage["ready_at"]) == ("conversation", "connecting", None)
    job = Job(any_house, any_house.rooms.called[-1])
    job.begin()
    assert page.look() == "conversation"
    assert page.stage["phase"] == "live"
    job.talk(30)
    page.look()
    assert 29 <= page.stage["talked_s"] <= 31
    job.end("time_limit", 600.0)
    assert page.look() == "rating"
    assert page.rate().is_success
    assert page.stage["stage"] == "complete"
    assert page.stage["code"] == "REHEARSAL-DONE"
    assert page.stage["redirect_url"] == "https://app.prolific.com/submissions/complete?cc=REHEARSAL-DONE"
