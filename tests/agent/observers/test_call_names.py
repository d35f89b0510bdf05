from agent.observers.call_names import CallNames
from scenarios.events import Verification, Violation


def test_calls_are_numbered_as_they_are_first_seen() -> None:
    names = CallNames()
    assert [names.of(call_id) for call_id in ("call_b", "call_a", "call_b", "call-1")] == [
        *("call-1", "call-2", "call-1", "call-3")
    ]


def test_a_verification_changes_in_nothing_but_its_calls() -> None:
    names = CallNames()
    names.of("call_x")
    found = [Violation(id=f"v{n}", label="l", severity="fail", call_id=c) for n, c in enumerate(("call_y", None))]
    before = Verification(progress=0.5, success=False, state_ok=True, steps=(), violations=tuple(found))
    after = names.within(before)
    assert [violation.call_id for violation in after.violations] == ["call-2", None]
    assert before.violations[0].call_id == "call_y"
    assert after.model_copy(update={"violations": before.violations}) == before
