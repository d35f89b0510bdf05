"""Which completion code does what. A code alone never completes anything here: codes leak between participants."""

from server.integrations.prolific.wire import Action, CompletionCode

REVIEW = Action(action="MANUALLY_REVIEW")


def completion_codes(
    *, completed: str, no_consent: str, incompatible_device: str, our_fault: str
) -> tuple[CompletionCode, ...]:
    """The study's codes, one for each way out. Nobody is approved unseen, and nobody who leaves is rejected."""
    return (
        CompletionCode(code=completed, code_type="COMPLETED", actions=(REVIEW,)),
        CompletionCode(code=no_consent, code_type="NO_CONSENT", actions=(_return("Withdrew consent"),)),
        CompletionCode(
            code=incompatible_device,
            code_type="INCOMPATIBLE_DEVICE",
            actions=(_return("Encountered technical problems"),),
        ),
        CompletionCode(code=our_fault, code_type="OTHER", actions=(REVIEW,)),
    )


def _return(reason: str) -> Action:
    return Action(action="REQUEST_RETURN", return_reason=reason)
