"""What the researcher sees."""

import pytest

from scenarios.events import Reply
from tests.server.actors import FEEDBACK, RATINGS, Job, Page, talk_through
from tests.server.house import RESEARCHER_KEY, House


@pytest.fixture
def researcher(any_house: House) -> House:
    """A house with a researcher signed in."""
    key = {"key": RESEARCHER_KEY}
    any_house.client.post("/api/researcher/session", json=key).raise_for_status()
    return any_house


def ask(house: House, path: str, **kwargs: object) -> dict:  # type: ignore[type-arg]
    answer = house.client.get(f"/api/researcher/{path}", **kwargs)
    answer.raise_for_status()
    return answer.json()  # type: ignore[no-any-return]


def fates(study: dict) -> dict[str, int]:  # type: ignore[type-arg]
    """How many places of a study are in which state, over all its cells."""
    names = ("assigned", "live", "rating", "lost", "completed")
    return {name: sum(cell[name] for cell in study["cells"]) for name in names}


def a_conversation(house: House, scenario: str = "calendar-01") -> tuple[Page, Job]:
    page = Page(house).enter(study="rehearsal", scenario=scenario)
    job = Job(house, page.start())
    job.begin()
    job.talk(62)
    reply = Reply(
        **job.next(), reply=1, purpose="answer", text="Done.", heard="Done.", interrupted=False, started_s=5, ended_s=6
    )
    job.send(reply)
    job.verify(success=True)
    return page, job


def test_studies_count_stages_and_cells(researcher: House) -> None:
    Page(researcher).enter("early")
    for n in range(3):
        page = Page(researcher).enter(f"session-{n}")
        page.consent()
        page.pass_audio_check()
    studies = {study["id"]: study for study in ask(researcher, "studies")}
    trial = studies["trial"]
    assert (trial["stages"]["consent"], trial["stages"]["assignment"], trial["accepting"]) == (1, 3, True)
    assert fates(trial) == {"assigned": 3, "live": 0, "rating": 0, "lost": 0, "completed": 0}
    assert sum(cell["share"] for cell in trial["cells"]) == pytest.approx(1)
    assert len(trial["cells"]) == 6
    talk_through(page)
    (trial,) = [study for study in ask(researcher, "studies") if study["id"] == "trial"]
    assert fates(trial) == {"assigned": 2, "live": 0, "rating": 1, "lost": 0, "completed": 0}
    researcher.clock.advance(3600)
    (trial,) = [study for study in ask(researcher, "studies") if study["id"] == "trial"]
    assert fates(trial) == {"assigned": 0, "live": 0, "rating": 0, "lost": 3, "completed": 0}


def test_live_are_those_who_are_in_the_conversation(researcher: House) -> None:
    a_conversation(researcher)
    (rehearsal,) = [study for study in ask(researcher, "studies") if study["id"] == "rehearsal"]
    assert fates(rehearsal) == {"assigned": 0, "live": 1, "rating": 0, "lost": 0, "completed": 0}


def test_a_study_can_be_closed_and_opened(researcher: House) -> None:
    url = "/api/researcher/studies/trial"
    assert researcher.client.patch(url, json={"accepting": False}).json()["accepting"] is False
    assert Page(researcher).enter("late").stage["reason"] == "study_closed"
    researcher.client.patch(url, json={"accepting": True})
    assert Page(researcher).enter("later").stage["stage"] == "consent"
    assert researcher.client.patch("/api/researcher/studies/none", json={"accepting": True}).status_code == 404


def test_submissions_come_in_pages_newest_first(researcher: House) -> None:
    for n in range(55):
        researcher.clock.advance(1)
        Page(researcher).enter(f"session-{n}")
    first, second = ask(researcher, "submissions"), ask(researcher, "submissions?page=2&study=trial")
    assert (first["total"], len(first["items"]), len(second["items"])) == (55, 50, 5)
    times = [row["entered_at"] for row in first["items"] + second["items"]]
    assert times == sorted(times, reverse=True)
    assert ask(researcher, "submissions?study=rehearsal")["total"] == 0
    assert ask(researcher, "submissions?page=9")["items"] == []
    assert researcher.client.get("/api/researcher/submissions?page=0").status_code == 422


def test_a_submission_s_row_names_what_the_participant_never_sees(researcher: House) -> None:
    _, job = a_conversation(researcher)
    (row,) = ask(researcher, "submissions")["items"]
    assert (row["stage"], row["phase"], row["model"], row["scenario_id"]) == (
        "conversation",
        "live",
        "rehearsal",
        "calendar-01",
    )
    assert row["conversation_id"] == job.conversation_id
    assert 61 <= row["talked_s"] <= 64


def test_a_conversation_with_everything(researcher: House) -> None:
    page, job = a_conversation(researcher)
    job.end("participant_ended", 64)
    page.look()
    page.call("POST", "feedback-audio", files={"audio": ("a", b"OggS" + bytes(50))})
    page.rate()
    record = ask(researcher, f"conversations/{job.conversation_id}")
    assert record["assignment"]["model"] == "rehearsal"
    assert record["assignment"]["card"]["title"]
    assert record["end_reason"] == "participant_ended"
    assert [event["type"] for event in record["events"]] == [
        "conversation_started",
        "assistant_ready",
        "user_utterance",
        "reply",
        "verification",
        "conversation_ended",
    ]
    assert [(line["who"], line["text"]) for line in record["transcript"]] == [
        ("participant", None),
        ("assistant", "Done."),
    ]
    assert record["verification"]["success"] is True
    assert [(attempt["number"], attempt["events"], attempt["ended"]) for attempt in record["attempts"]] == [
        (1, 6, "finished")
    ]
    assert {rating["scale"]: rating["value"] for rating in record["ratings"]} == RATINGS
    assert record["feedback"]["text"] == FEEDBACK
    assert record["audio"] == [record["feedback"]["audio"]]
    assert sum(line["amount_minor"] for line in record["pay"]) == 25 + 50 + 100 + 25
    assert record["consent"]["version"] == "1"


def test_there_is_a_record_from_the_first_moment(researcher: House) -> None:
    page = Page(researcher).enter()
    record = ask(researcher, f"conversations/{page.start()}")
    assert (record["phase"], record["transcript"], record["verification"], record["ratings"]) == (
        "connecting",
        [],
        None,
        [],
    )
    assert researcher.client.get("/api/researcher/conversations/cv-none").status_code == 404


def test_recordings_can_be_heard_in_parts(researcher: House) -> None:
    _, job = a_conversation(researcher)
    folder = researcher.parts.storage.folder(job.conversation_id) / "attempt-1"
    folder.mkdir(parents=True)
    (folder / "recording.ogg").write_bytes(bytes(range(100)))
    (folder / "events.jsonl").write_text("{}")
    url = f"/api/researcher/conversations/{job.conversation_id}/audio"
    whole = researcher.client.get(f"{url}/attempt-1/recording.ogg")
    assert (whole.status_code, whole.headers["content-type"], len(whole.content)) == (200, "audio/ogg", 100)
    part = researcher.client.get(f"{url}/attempt-1/recording.ogg", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, bytes(range(10, 20)))
    for wrong in ("attempt-1/events.jsonl", "attempt-1/none.ogg", "..%2f..%2f..%2fparley.db"):
        assert researcher.client.get(f"{url}/{wrong}").status_code == 404
    other = url.replace(job.conversation_id, "cv-none")
    assert researcher.client.get(f"{other}/attempt-1/recording.ogg").status_code == 404
