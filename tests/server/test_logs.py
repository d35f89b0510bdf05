"""What the server logs, and what it does not."""

import json
import logging
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr

from server.logs import configure_logs
from tests.server.actors import FEEDBACK, Page, talk_through
from tests.server.house import open_house, settings_in, write_studies

SECRETS = {
    "token_secret": SecretStr("k3bx0qnq7x1v9m2r5t8w4z6y"),
    "agent_secret": SecretStr("p0o9i8u7y6t5r4e3w2q1a0s9"),
    "researcher_key": SecretStr("z1x2c3v4b5n6m7q8w9e0r1t2"),
    "livekit_api_secret": SecretStr("l9k8j7h6g5f4d3s2a1q0w9e8r7t6y5u4"),
}


def test_a_whole_submission_leaves_ids_and_nothing_personal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path)) as house:
        page = Page(house).enter("session-secret")
        talk_through(page)
        page.call("PUT", "ratings/draft", json={"ratings": {}, "feedback": FEEDBACK})
        page.call("POST", "ratings", json={"ratings": {}, "feedback": FEEDBACK})
        page.rate()
    out, logged = capsys.readouterr()
    assert out == ""
    assert "submission_created" in logged
    assert "conversation_id=cv-" in logged
    for personal in ("session-secret", "pid-session-secret", FEEDBACK, page.token, "rehearsal"):
        assert personal not in logged


def test_production_logs_one_json_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(settings_in(tmp_path, env="production", **SECRETS))
    structlog.get_logger("x").warning("something_happened", conversation_id="cv-1")
    logged = json.loads(capsys.readouterr().err)
    assert (logged["event"], logged["level"], logged["conversation_id"]) == ("something_happened", "warning", "cv-1")


def test_addresses_with_the_recruiter_s_ids_are_not_logged(tmp_path: Path) -> None:
    configure_logs(settings_in(tmp_path))
    assert logging.getLogger("uvicorn.access").disabled
