import { describe, expect, it } from "vitest";
import { isLost, LOST_AFTER_MS, NOTHING_HEARD, receive, rejoin, sentAtMs, type Channel } from "./channel";
import type { StateMessage, Verification } from "./messages";

const VERIFICATION: Verification = { progress: 0.5, success: false, steps: [], violations: [] };
const LATE_MS = 50; // how long the quickest message takes, and how far the page's clock is ahead

type Message = StateMessage extends infer One ? (One extends StateMessage ? Omit<One, "attempt" | "seq" | "t"> : never) : never;

/** Message `seq` of an attempt, sent in second `seq` unless said otherwise. */
const sent = (seq: number, message: Message, { attempt = 1, t = seq } = {}) =>
  ({ attempt, seq, t, ...message });

const snapshot = (seq: number, changes: object = {}, stamps: { attempt?: number; t?: number } = {}) =>
  sent(
    seq,
    {
      type: "snapshot",
      agent_state: "listening",
      user_state: "listening",
      ready: true,
      elapsed_s: 10,
      limit_s: 600,
      verification: null,
      calls: [],
      ...changes,
    },
    stamps,
  );

/** Messages that arrive as quickly as they can. */
const after = (...messages: StateMessage[]): Channel =>
  messages.reduce((channel, message) => receive(channel, message, message.t * 1000 + LATE_MS), NOTHING_HEARD);

const state = (seq: number, name: "listening" | "thinking" | "speaking") => sent(seq, { type: "agent_state", state: name });
const beat = (seq: number, elapsed_s: number | null) => sent(seq, { type: "heartbeat", elapsed_s });

describe("receive", () => {
  it("takes everything from a snapshot", () => {
    const channel = after(snapshot(7, { agent_state: "speaking", verification: VERIFICATION }));
    expect(channel).toMatchObject({ seq: 7, agent: "speaking", ready: true, elapsedS: 10, verification: VERIFICATION });
  });

  it("begins anew with another attempt, which counts from 1 again", () => {
    const call = { call_id: "a", tool: "post", arguments: {}, ok: true, result: null, error: null };
    const first = snapshot(90, { calls: [call], elapsed_s: 300 });
    const channel = after(first, snapshot(1, { ready: false, elapsed_s: null }, { attempt: 2, t: 100 }));
    expect(channel).toMatchObject({ attempt: 2, seq: 1, ready: false, met: true, elapsedS: null, calls: [] });
  });

  it("drops what an older attempt still says, and does not take it for a sign of life", () => {
    const now = after(snapshot(1, { agent_state: "speaking" }, { attempt: 2, t: 100 }));
    for (const late of [snapshot(91, { agent_state: "thinking" }), beat(92, 400), sent(93, { type: "ended", reason: "shutdown" })]) {
      expect(receive(now, late, 103_000)).toBe(now);
    }
  });

  it("drops what came before, be it a snapshot", () => {
    const now = after(snapshot(5, { agent_state: "speaking" }));
    for (const again of [state(4, "thinking"), snapshot(5), snapshot(3)]) expect(receive(now, again, 60_000)).toBe(now);
  });

  it("follows states in order", () => {
    const channel = after(snapshot(1), sent(2, { type: "user_state", state: "speaking" }), state(3, "thinking"));
    expect(channel).toMatchObject({ user: "speaking", agent: "thinking", seq: 3 });
  });

  it("joins a call and its answer", () => {
    const channel = after(
      snapshot(1),
      sent(2, { type: "tool_call", call_id: "a", tool: "post", arguments: { text: "hi" } }),
      sent(3, { type: "tool_call", call_id: "b", tool: "like", arguments: {} }),
      sent(4, { type: "tool_result", call_id: "a", tool: "post", ok: false, result: null, error: "too long" }),
    );
    expect(channel.calls.map(({ call_id, ok, error }) => [call_id, ok, error])).toEqual([
      ["a", false, "too long"],
      ["b", null, null],
    ]);
  });

  it("is ready from the first counted second on", () => {
    const waiting = after(snapshot(1, { ready: false, elapsed_s: null }), beat(2, null));
    expect(waiting.ready).toBe(false);
    const ready = receive(waiting, sent(3, { type: "ready", elapsed_s: 0, limit_s: 300 }), 3000);
    expect(ready).toMatchObject({ ready: true, elapsedS: 0, elapsedT: 3, limitS: 300 });
  });

  it("remembers a goodbye through later snapshots of the same attempt, and forgets it with the next", () => {
    const ended = after(snapshot(1), sent(2, { type: "ended", reason: "time_limit" }));
    expect(ended).toMatchObject({ ended: "goodbye", elapsedS: 11 });
    expect(receive(ended, snapshot(3, { elapsed_s: 12 }), 3000)).toMatchObject({ ended: "goodbye", elapsedS: 11 });
    expect(receive(ended, snapshot(1, {}, { attempt: 2, t: 3 }), 3000).ended).toBeNull();
  });
});

describe("after our line was cut", () => {
  const CUT = after(snapshot(1, { agent_state: "speaking" }));
  const BACK = rejoin(CUT, 21_000);
  const burst = (...messages: StateMessage[]) => messages.reduce((now, message) => receive(now, message, 21_100), BACK);

  it("nothing is certain until a message comes that was sent since", () => {
    const late = burst(beat(2, 11), state(3, "listening"), beat(4, 13));
    expect(late).toMatchObject({ agent: "listening", rejoinedAtMs: 21_000 });
    const fresh = receive(late, beat(5, 31), 22_000); // sent 17 s ago, as far as anybody can tell
    expect(fresh.rejoinedAtMs).toBe(21_000);
    expect(receive(late, sent(5, { type: "heartbeat", elapsed_s: 31 }, { t: 22 }), 22_060).rejoinedAtMs).toBeNull();
  });

  it("a heartbeat does not vouch for states of which messages are missing; a state or a snapshot does", () => {
    const gap = receive(BACK, sent(30, { type: "heartbeat", elapsed_s: 31 }, { t: 22 }), 22_060);
    expect(gap.rejoinedAtMs).toBe(21_000);
    expect(receive(gap, snapshot(31, {}, { t: 22.1 }), 22_160).rejoinedAtMs).toBeNull();
    expect(receive(gap, sent(31, { type: "agent_state", state: "thinking" }, { t: 22.1 }), 22_160).rejoinedAtMs).toBeNull();
  });

  it("the assistant has time to be heard again before it counts as lost, and late messages are no signs of life", () => {
    const late = burst(beat(2, 11));
    expect(sentAtMs(late)).toBe(2000 + LATE_MS);
    expect(isLost(late, 21_000 + LOST_AFTER_MS - 1)).toBe(false);
    expect(isLost(late, 21_000 + LOST_AFTER_MS)).toBe(true);
  });
});

describe("isLost", () => {
  it("holds after four silent seconds", () => {
    const channel = after(snapshot(1));
    expect(isLost(channel, 1000 + LATE_MS + LOST_AFTER_MS - 1)).toBe(false);
    expect(isLost(channel, 1000 + LATE_MS + LOST_AFTER_MS)).toBe(true);
  });

  it("does not hold for an assistant that was never there, or has said goodbye", () => {
    expect(isLost(NOTHING_HEARD, 1e9)).toBe(false);
    expect(isLost(after(snapshot(1), sent(2, { type: "ended", reason: "participant_ended" })), 1e9)).toBe(false);
  });

  it("holds at once when the assistant says that it failed", () => {
    expect(isLost(after(snapshot(1), sent(2, { type: "ended", reason: "agent_failed" })), 2001)).toBe(true);
  });
});
