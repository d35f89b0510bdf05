"""Agent and server share no code, so what they say to each other is held to one shape here."""

import pytest
from pydantic import BaseModel

from agent.attempt.job import Waits
from agent.reporting import delivery, study_server
from server.schemas import agent as published
from server.services.patience import Patience


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


def test_a_heartbeat_that_hangs_costs_no_healthy_job() -> None:
    """It is given up, and the next one is there, before the server takes the job for lost."""
    between_posts_s = delivery.HEARTBEAT_S + delivery.GATHER_S
    first_s = between_posts_s + study_server.POST_WITHIN_S + delivery.FIRST_BACK_OFF_S
    later_s = study_server.POST_WITHIN_S + delivery.LONGEST_BACK_OFF_S
    assert max(first_s, later_s) < Patience().heartbeat_s


def test_a_claim_that_hangs_can_be_made_again() -> None:
    """Before the job gives up, and before the page is told that nobody comes."""
    assert study_server.CLAIM_WITHIN_S < Waits().claim_s < Patience().claim_s
