import { describe, expect, it } from "vitest";
import { readMessage } from "./messages";

const SNAPSHOT = {
  attempt: 1,
  seq: 1,
  t: 0.5,
  type: "snapshot",
  agent_state: "listening",
  user_state: "away",
  ready: true,
  elapsed_s: 3.2,
  limit_s: 600,
  verification: {
    progress: 0.5,
    success: false,
    state_ok: true,
    steps: [{ id: "a", label: "Post", status: "open", done: 0, of: 1 }],
    violations: [{ id: "v", label: "Too much", severity: "note", call_id: null }],
  },
  calls: [{ call_id: "1", tool: "post", arguments: { text: "hi" }, ok: null, result: null, error: null }],
};

const read = (message: object) => readMessage(JSON.stringify(message));

describe("readMessage", () => {
  it.each([
    SNAPSHOT,
    { attempt: 1, seq: 2, t: 1, type: "heartbeat", elapsed_s: null },
    { attempt: 1, seq: 2, t: 1, type: "agent_state", state: "thinking" },
    { attempt: 1, seq: 2, t: 1, type: "user_state", state: "speaking" },
    { attempt: 1, seq: 2, t: 1, type: "ready", elapsed_s: 0, limit_s: 600 },
    { attempt: 1, seq: 2, t: 1, type: "tool_call", call_id: "1", tool: "post", arguments: {} },
    { attempt: 1, seq: 2, t: 1, type: "tool_result", call_id: "1", tool: "post", ok: true, result: [1], error: null },
    { attempt: 1, seq: 2, t: 1, type: "verification", verification: SNAPSHOT.verification },
    { attempt: 1, seq: 2, t: 1, type: "notice", kind: "two_minutes" },
    { attempt: 1, seq: 2, t: 1, type: "ended", reason: "time_limit" },
  ])("reads $type", (message) => {
    expect(read(message)).toEqual(message);
  });

  it("takes a call whose arguments were shortened to text", () => {
    const calls = [{ ...SNAPSHOT.calls[0], arguments: '{"text": "very lo…' }];
    expect(read({ ...SNAPSHOT, calls })).not.toBeNull();
  });

  it.each([
    ["no JSON", "{"],
    ["no object", "[1]"],
    ["no type", '{"attempt": 1, "seq": 1, "t": 0}'],
    ["an unknown type", '{"attempt": 1, "seq": 1, "t": 0, "type": "constructor"}'],
    ["an unknown state", '{"attempt": 1, "seq": 1, "t": 0, "type": "agent_state", "state": "dreaming"}'],
    ["a missing field", '{"attempt": 1, "seq": 1, "t": 0, "type": "ready", "elapsed_s": 1}'],
    ["no sequence number", '{"attempt": 1, "t": 0, "type": "heartbeat", "elapsed_s": 1}'],
    ["no attempt", '{"seq": 1, "t": 0, "type": "heartbeat", "elapsed_s": 1}'],
    ["no time", '{"attempt": 1, "seq": 1, "type": "heartbeat", "elapsed_s": 1}'],
  ])("refuses %s", (_, text) => {
    expect(readMessage(text)).toBeNull();
  });

  it("refuses a snapshot whose steps cannot be shown", () => {
    const verification = { ...SNAPSHOT.verification, steps: [{ id: "a", label: "Post", status: "maybe", done: 0, of: 1 }] };
    expect(read({ ...SNAPSHOT, verification })).toBeNull();
  });
});
