"""Submissions on Prolific: look, approve, ask to return. Nobody is rejected from here."""

from collections.abc import Iterator, Sequence

from pydantic import RootModel

from server.integrations.prolific.transport import Transport
from server.integrations.prolific.wire import Submission


class Submissions:
    """Calls about submissions."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, submission_id: str) -> Submission:
        """One submission with everything that is known of it, its bonuses too."""
        return self._transport.ask_for(Submission, "GET", f"/submissions/{submission_id}/")

    def of_study(self, study_id: str) -> Iterator[Submission]:
        """A study's submissions; their bonuses are not sure to be told."""
        return self._transport.by_offset(Submission, f"/studies/{study_id}/submissions/")

    def search(self, study_id: str) -> Iterator[Submission]:
        """The same through the list of all submissions, which counts pages."""
        return self._transport.by_page(Submission, "/submissions/", study=study_id)

    def counts(self, study_id: str) -> dict[str, int]:
        """How many a study has, by status, and of all as ``TOTAL``."""
        return self._transport.ask_for(_Counts, "GET", f"/studies/{study_id}/submissions/counts/").root

    def approve(self, submission_id: str) -> Submission:
        """Approve, which pays the reward. Twice is the same as once; before it awaits review it is refused."""
        path = f"/submissions/{submission_id}/transition/"
        return self._transport.ask_for(
            Submission, "POST", path, json={"action": "APPROVE"}, money=True, repeatable=True
        )

    def complete(self, submission_id: str, code: str) -> Submission:
        """Complete with a code whose actor is the researcher."""
        path = f"/submissions/{submission_id}/transition/"
        body = {"action": "COMPLETE", "completion_code": code}
        return self._transport.ask_for(Submission, "POST", path, json=body, repeatable=True)

    def approve_many(self, submission_ids: Sequence[str]) -> None:
        """Ask for the approval of many, at most 1,000. They are queued: look at each to know."""
        body = {"submission_ids": list(submission_ids)}
        self._transport.ask("POST", "/submissions/bulk-approve/", json=body, money=True, repeatable=True)

    def ask_to_return(self, submission_id: str, reason: str) -> Submission:
        """Ask the participant to return the submission; they decide."""
        path = f"/submissions/{submission_id}/request-return/"
        return self._transport.ask_for(Submission, "POST", path, json={"request_return_reasons": [reason]})


class _Counts(RootModel[dict[str, int]]):
    pass
