"""Agent and server share no code, so what they say to each other is held to one shape here."""

import pytest
from pydantic import BaseModel

from agent.reporting import study_server
from server.schemas import agent as published


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(study_server.Brief, published.Brief), (study_server.BatchAnswer, published.BatchAnswer)],
)
def test_what_the_agent_reads_is_what_the_server_answers(ours: type[BaseModel], theirs: type[BaseModel]) -> None:
    mine, published_fields = ours.model_fields, theirs.model_fields
    assert list(mine) == list(published_fields)
    assert {name: str(f.annotation) for name, f in mine.items()} == {
        name: str(f.annotation) for name, f in published_fields.items()
    }


def test_the_agents_batches_fit_the_server() -> None:
    batch = {"job_id": "job", "attempt": 1, "events": []}
    assert published.EventBatch.model_validate(batch).model_dump(mode="json") == batch
    assert published.Claim.model_validate({"job_id": "job"}).job_id == "job"
