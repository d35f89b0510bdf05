import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from agent.observers.event_log import EventLog
from agent.observers.floor import Floor
from agent.observers.state_channel import StateChannel
from scenarios.events import (
    AgentStateChanged,
    AssistantReady,
    ConversationEnded,
    ConversationStarted,
    Event,
    Fault,
    ModelUsed,
    ToolCalled,
    ToolReturned,
    UserStateChanged,
    Verification,
    Verified,
    Violation,
)
from tests.agent.parts import new_log
from tests.support.virtual_time import run_virtual

Sent = list[tuple[dict[str, Any], list[str]]]
VERIFICATION = Verification(progress=0.5, success=False, state_ok=True, steps=())


def on_channel(
    folder: Path, script: Callable[[StateChannel, EventLog], Coroutine[Any, Any, None]], *, talked_s: float = 0.0
) -> Sent:
    sent: Sent = []

    async def send(payload: bytes, identities: list[str]) -> None:
        assert len(payload) <= 15_000
        sent.append((json.loads(payload), identities))

    async def main() -> None:
        log = new_log(folder)
        floor = Floor(log, lambda: False)
        channel = StateChannel(attempt=2, timeline=log.timeline, floor=floor, send=send, limit_s=600, talked_s=talked_s)
        log.watch(channel.watch)
        channel.start()
        await asyncio.sleep(0.01)
        await script(channel, log)
        await channel.aclose()

    run_virtual(main())
    return sent


def of(sent: Sent, kind: str) -> list[dict[str, Any]]:
    return [message for message, _ in sent if message["type"] == kind]


def test_a_heartbeat_every_second_and_a_snapshot_every_five(tmp_path: Path) -> None:
    async def script(channel: StateChannel, log: EventLog) -> None:
        await asyncio.sleep(2)
        log.append(AssistantReady)
        await asyncio.sleep(8)

    sent = on_channel(tmp_path, script)
    assert [round(m["t"]) for m in of(sent, "heartbeat")] == list(range(11))
    assert [round(m["t"]) for m in of(sent, "snapshot")] == [0, 5, 10]
    assert [m["elapsed_s"] and round(m["elapsed_s"]) for m in of(sent, "heartbeat")][:5] == [None, None, None, 1, 2]
    assert [m["seq"] for m, _ in sent] == list(range(1, len(sent) + 1))


def test_every_message_names_its_attempt(tmp_path: Path) -> None:
    async def script(channel: StateChannel, log: EventLog) -> None:
        log.append(AssistantReady)
        channel.joined("p-1")
        await asyncio.sleep(1)

    sent = on_channel(tmp_path, script)
    assert {m["attempt"] for m, _ in sent} == {2}
    assert {m["type"] for m, _ in sent} == {"snapshot", "heartbeat", "ready"}


def test_a_room_that_takes_nothing_any_more_is_not_waited_for(tmp_path: Path) -> None:
    async def main() -> float:
        log = new_log(tmp_path)

        async def never(payload: bytes, identities: list[str]) -> None:
            await asyncio.sleep(3600)

        channel = StateChannel(
            attempt=1, timeline=log.timeline, floor=Floor(log, lambda: False), send=never, limit_s=1, talked_s=0
        )
        channel.start()
        await asyncio.sleep(1)
        await channel.aclose()
        return asyncio.get_running_loop().time()

    assert run_virtual(main()) < 5


def test_every_change_is_told(tmp_path: Path) -> None:
    async def script(channel: StateChannel, log: EventLog) -> None:
        log.append(AssistantReady)
        log.append(AgentStateChanged, state="thinking")
        log.append(UserStateChanged, state="away")
        log.append(ToolCalled, call_id="c1", tool="t", arguments={"a": 1}, raw="{}")
        log.append(ToolReturned, call_id="c1", tool="t", ok=False, error="no such thing")
        log.append(Verified, verification=VERIFICATION)
        channel.notice("thirty_seconds")
        log.append(ConversationEnded, reason="time_limit", talked_s=600)
        await asyncio.sleep(0)

    sent = on_channel(tmp_path, script)
    told = [
        {k: v for k, v in m.items() if k not in ("attempt", "seq", "t")}
        for m, _ in sent
        if m["type"] not in ("snapshot", "heartbeat")
    ]
    assert told == [
        {"type": "ready", "elapsed_s": 0.0, "limit_s": 600},
        {"type": "agent_state", "state": "thinking"},
        {"type": "user_state", "state": "away"},
        {"type": "tool_call", "call_id": "call-1", "tool": "t", "arguments": {"a": 1}},
        {
            "type": "tool_result",
            "call_id": "call-1",
            "tool": "t",
            "ok": False,
            "result": None,
            "error": "no such thing",
        },
        {"type": "verification", "verification": VERIFICATION.model_dump(mode="json")},
        {"type": "notice", "kind": "thirty_seconds"},
        {"type": "ended", "reason": "time_limit"},
    ]


def test_nothing_names_a_model(tmp_path: Path) -> None:
    async def script(channel: StateChannel, log: EventLog) -> None:
        names = {"scenario_id": "s", "scenario_hash": "h", "study_hash": "h", "code_version": "1"}
        log.append(ConversationStarted, model="gpt-secret", kind="end_to_end", **names)
        log.append(ModelUsed, turn=1, model="gpt-secret", model_reported="gpt-secret-2026")
        log.append(Fault, where="model", kind="x", message="gpt-secret is down", fatal=True)
        channel.joined("p-1")
        await asyncio.sleep(6)

    assert "gpt-secret" not in json.dumps(on_channel(tmp_path, script))


PROVIDERS_IDS = ["chatcmpl-tool-0f3a9c", "call_Zx81Qm", "function-call-7741093", "fc_689c", "toolu_01AbC"]


def violation(call_id: str | None) -> Violation:
    return Violation(id="v", label="Too much", severity="note", call_id=call_id)


def test_no_message_tells_by_the_ids_of_calls_who_answers(tmp_path: Path) -> None:
    """Calls go by numbers of ours, over attempts, and also where the verifier points at them."""

    def use_tools(log: EventLog, ids: list[str]) -> list[Event]:
        seen: list[Event] = []
        for call_id in ids:
            seen.append(log.append(ToolCalled, call_id=call_id, tool="t", arguments={}, raw="{}"))
            seen.append(log.append(ToolReturned, call_id=call_id, tool="t", ok=True, result=1))
        flagged = VERIFICATION.model_copy(update={"violations": (violation(None), *map(violation, ids))})
        return [*seen, log.append(Verified, verification=flagged)]

    async def script(channel: StateChannel, log: EventLog) -> None:
        log.append(AssistantReady)
        log.append(AgentStateChanged, state="thinking")
        log.append(UserStateChanged, state="listening")
        for event in use_tools(new_log(tmp_path / "earlier"), PROVIDERS_IDS[:3]):
            channel.restore(event)
        use_tools(log, PROVIDERS_IDS[2:])
        channel.joined("p-1")
        channel.notice("two_minutes")
        await asyncio.sleep(6)
        log.append(ConversationEnded, reason="time_limit", talked_s=6)

    sent = on_channel(tmp_path, script)
    assert {m["type"] for m, _ in sent} == {
        *("snapshot", "heartbeat", "ready", "agent_state", "user_state"),
        *("tool_call", "tool_result", "verification", "notice", "ended"),
    }
    said = json.dumps(sent)
    assert [call_id for call_id in PROVIDERS_IDS if call_id in said] == []
    ours = [f"call-{n}" for n in range(1, 6)]
    assert [m["call_id"] for m in of(sent, "tool_call")] == ours[2:]
    assert [m["call_id"] for m in of(sent, "tool_result")] == ours[2:]
    for told in (of(sent, "verification")[-1], of(sent, "snapshot")[-1]):
        assert [found["call_id"] for found in told["verification"]["violations"]] == [None, *ours[2:]]
    assert [call["call_id"] for call in of(sent, "snapshot")[-1]["calls"]] == ours


def test_whoever_joins_is_told_everything_at_once(tmp_path: Path) -> None:
    async def script(channel: StateChannel, log: EventLog) -> None:
        log.append(AssistantReady)
        log.append(ToolCalled, call_id="c1", tool="t", arguments={}, raw="{}")
        channel.joined("p-2")
        await asyncio.sleep(0.1)

    sent = on_channel(tmp_path, script, talked_s=42.0)
    [snapshot] = [message for message, to in sent if to == ["p-2"]]
    assert snapshot["ready"] is True
    assert snapshot["elapsed_s"] == 42.0
    assert snapshot["calls"] == [
        {"call_id": "call-1", "tool": "t", "arguments": {}, "ok": None, "result": None, "error": None}
    ]
    assert (snapshot["agent_state"], snapshot["user_state"], snapshot["verification"]) == (
        "initializing",
        "listening",
        None,
    )


def test_what_an_earlier_attempt_did_is_in_the_snapshot_but_not_told_again(tmp_path: Path) -> None:
    async def script(channel: StateChannel, log: EventLog) -> None:
        earlier = new_log(tmp_path, attempt=2)
        channel.restore(earlier.append(ToolCalled, call_id="c1", tool="t", arguments={}, raw="{}"))
        channel.restore(earlier.append(ToolReturned, call_id="c1", tool="t", ok=True, result=1))
        channel.restore(earlier.append(Verified, verification=VERIFICATION))
        channel.joined("p-1")
        await asyncio.sleep(0.1)

    sent = on_channel(tmp_path, script)
    assert of(sent, "tool_call") == []
    snapshot = of(sent, "snapshot")[-1]
    assert snapshot["calls"][0]["result"] == 1
    assert snapshot["verification"]["progress"] == 0.5


def test_long_results_and_many_calls_fit_a_packet(tmp_path: Path) -> None:
    async def script(channel: StateChannel, log: EventLog) -> None:
        for n in range(60):
            log.append(ToolCalled, call_id=f"c{n}", tool="t", arguments={}, raw="{}")
            log.append(ToolReturned, call_id=f"c{n}", tool="t", ok=True, result="x" * 10_000)
        channel.joined("p-1")
        await asyncio.sleep(0.1)

    snapshot = of(on_channel(tmp_path, script), "snapshot")[-1]
    assert snapshot["calls"][-1]["call_id"] == "call-60"


def test_a_message_that_cannot_be_sent_does_not_stop_the_rest(tmp_path: Path) -> None:
    sent: list[bytes] = []

    async def main() -> None:
        log = new_log(tmp_path)

        async def send(payload: bytes, identities: list[str]) -> None:
            if len(sent) < 2:
                sent.append(b"")
                raise RuntimeError("reconnecting")
            sent.append(payload)

        channel = StateChannel(
            attempt=1, timeline=log.timeline, floor=Floor(log, lambda: False), send=send, limit_s=1, talked_s=0
        )
        channel.start()
        await asyncio.sleep(3.5)
        await channel.aclose()

    run_virtual(main())
    assert len([payload for payload in sent if payload]) >= 2
