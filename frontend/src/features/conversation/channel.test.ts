import { describe, expect, it } from "vitest";
import { isLost, LOST_AFTER_MS, NOTHING_HEARD, receive, type Channel } from "./channel";
import type { StateMessage, Verification } from "./messages";

const VERIFICATION: Verification = { progress: 0.5, success: false, steps: [], violations: [] };

const snapshot = (seq: number, changes: object = {}): StateMessage => ({
  seq,
  type: "snapshot",
  agent_state: "listening",
  user_state: "listening",
  ready: true,
  elapsed_s: 10,
  limit_s: 600,
  verification: null,
  calls: [],
  ...changes,
});

const after = (...messages: StateMessage[]): Channel =>
  messages.reduce((channel, message, index) => receive(channel, message, 1000 * (index + 1)), NOTHING_HEARD);

describe("receive", () => {
  it("takes everything from a snapshot", () => {
    const channel = after(snapshot(7, { agent_state: "speaking", verification: VERIFICATION }));
    expect(channel).toMatchObject({ seq: 7, agent: "speaking", ready: true, elapsedS: 10, verification: VERIFICATION });
  });

  it("lets the snapshot of a new attempt, which counts from 1 again, replace what was known", () => {
    const call = { call_id: "a", tool: "post", arguments: {}, ok: true, result: null, error: null };
    const channel = after(snapshot(90, { calls: [call], elapsed_s: 300 }), snapshot(1, { ready: false, elapsed_s: null }));
    expect(channel).toMatchObject({ seq: 1, ready: false, elapsedS: null, calls: [] });
  });

  it("ignores what is older than what it knows", () => {
    const channel = after(snapshot(5, { agent_state: "speaking" }), { seq: 4, type: "agent_state", state: "thinking" });
    expect(channel.agent).toBe("speaking");
  });

  it("counts an old message as a sign of life", () => {
    const channel = after(snapshot(5), { seq: 4, type: "agent_state", state: "thinking" });
    expect(channel.heardAtMs).toBe(2000);
  });

  it("follows states in order", () => {
    const channel = after(
      snapshot(1),
      { seq: 2, type: "user_state", state: "speaking" },
      { seq: 3, type: "agent_state", state: "thinking" },
    );
    expect(channel).toMatchObject({ user: "speaking", agent: "thinking", seq: 3 });
  });

  it("joins a call and its answer", () => {
    const channel = after(
      snapshot(1),
      { seq: 2, type: "tool_call", call_id: "a", tool: "post", arguments: { text: "hi" } },
      { seq: 3, type: "tool_call", call_id: "b", tool: "like", arguments: {} },
      { seq: 4, type: "tool_result", call_id: "a", tool: "post", ok: false, result: null, error: "too long" },
    );
    expect(channel.calls.map(({ call_id, ok, error }) => [call_id, ok, error])).toEqual([
      ["a", false, "too long"],
      ["b", null, null],
    ]);
  });

  it("is ready from the first counted second on", () => {
    const waiting = after(snapshot(1, { ready: false, elapsed_s: null }), { seq: 2, type: "heartbeat", elapsed_s: null });
    expect(waiting.ready).toBe(false);
    expect(receive(waiting, { seq: 3, type: "ready", elapsed_s: 0, limit_s: 300 }, 3000)).toMatchObject({
      ready: true,
      elapsedS: 0,
      elapsedAtMs: 3000,
      limitS: 300,
    });
  });

  it("remembers a goodbye through later snapshots of the same attempt, and forgets it with the next", () => {
    const ended = after(snapshot(1), { seq: 2, type: "ended", reason: "time_limit" });
    expect(ended.ended).toBe("goodbye");
    expect(receive(ended, snapshot(3), 3000).ended).toBe("goodbye");
    expect(receive(ended, snapshot(1), 3000).ended).toBeNull();
  });
});

describe("isLost", () => {
  it("holds after four silent seconds", () => {
    const channel = after(snapshot(1));
    expect(isLost(channel, 1000 + LOST_AFTER_MS - 1)).toBe(false);
    expect(isLost(channel, 1000 + LOST_AFTER_MS)).toBe(true);
  });

  it("does not hold for an assistant that was never there, or has said goodbye", () => {
    expect(isLost(NOTHING_HEARD, 1e9)).toBe(false);
    expect(isLost(after(snapshot(1), { seq: 2, type: "ended", reason: "participant_ended" }), 1e9)).toBe(false);
  });

  it("holds at once when the assistant says that it failed", () => {
    expect(isLost(after(snapshot(1), { seq: 2, type: "ended", reason: "agent_failed" }), 2001)).toBe(true);
  });
});
