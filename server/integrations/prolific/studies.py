"""Studies on Prolific: create, publish, pause, add places."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from server.integrations.prolific.money import Money
from server.integrations.prolific.transport import Transport
from server.integrations.prolific.wire import (
    FilterInfo,
    Study,
    StudyAction,
    StudyCost,
    StudyDraft,
)


class Studies:
    """Calls about studies."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(self, draft: StudyDraft) -> Study:
        """A new study, not yet published."""
        return self._transport.ask_for(Study, "POST", "/studies/", json=draft.model_dump(exclude_none=True))

    def get(self, study_id: str) -> Study:
        """A study as it stands."""
        return self._transport.ask_for(Study, "GET", f"/studies/{study_id}/")

    def list_of_project(self, project_id: str) -> Iterator[Study]:
        """A project's studies."""
        return self._transport.by_page(Study, f"/projects/{project_id}/studies/")

    def discard(self, study_id: str) -> None:
        """Delete a study that was never published."""
        self._transport.ask("DELETE", f"/studies/{study_id}/")

    def publish(self, study_id: str) -> Study:
        """Let people in; locks the money for all places and their fees."""
        return self._transition(study_id, "PUBLISH", money=True)

    def pause(self, study_id: str) -> Study:
        """Let nobody new in; who is inside may finish."""
        return self._transition(study_id, "PAUSE")

    def resume(self, study_id: str) -> Study:
        """Go on after a pause."""
        return self._transition(study_id, "START")

    def stop(self, study_id: str) -> Study:
        """End the recruiting."""
        return self._transition(study_id, "STOP")

    def raise_places(self, study_id: str, places: int) -> Study:
        """Set the number of places, which can only grow. A study that is full or stopped is active again."""
        body = {"total_available_places": places}
        return self._transport.ask_for(Study, "PATCH", f"/studies/{study_id}/", json=body, money=True, repeatable=True)

    def cost(self, study_id: str) -> StudyCost:
        """What the study cost so far."""
        return self._transport.ask_for(StudyCost, "GET", f"/studies/{study_id}/cost/")

    def estimate(self, reward: Money, places: int) -> Money:
        """What a study of so many places costs with fees and taxes: Prolific's own figure."""
        body = {"reward": reward.minor, "total_available_places": places}
        answer = self._transport.ask_for(_Estimate, "POST", "/study-cost-calculator/", json=body, repeatable=True)
        return Money.at_most(answer.total_cost, reward.currency)

    def filters(self) -> list[FilterInfo]:
        """All filters that are offered today. Those of kinds that Parley does not use are left out."""
        offered = self._transport.ask_for(_Offered, "GET", "/filters/").results
        return [info for info in offered if isinstance(info, FilterInfo)]

    def _transition(self, study_id: str, action: StudyAction, *, money: bool = False) -> Study:
        path = f"/studies/{study_id}/transition/"
        return self._transport.ask_for(Study, "POST", path, json={"action": action}, money=money)


class _Estimate(BaseModel):
    total_cost: float  # minor units


class _Offered(BaseModel):
    results: list[FilterInfo | dict[str, Any]]
