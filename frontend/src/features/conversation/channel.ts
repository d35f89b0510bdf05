import type { AgentState, Call, StateMessage, UserState, Verification } from "./messages";

/** All that the page knows from the assistant's side, and when it last heard of it. Times in ms of one steady clock. */
export type Channel = {
  heardAtMs: number | null;
  seq: number;
  agent: AgentState;
  user: UserState;
  ready: boolean;
  /** An assistant was ready before, be it this one or one that was lost. */
  met: boolean;
  elapsedS: number | null;
  elapsedAtMs: number;
  limitS: number | null;
  verification: Verification | null;
  calls: readonly Call[];
  /** "goodbye": it was said; "failed": the assistant stopped before that. */
  ended: "goodbye" | "failed" | null;
};

export const NOTHING_HEARD: Channel = {
  heardAtMs: null,
  seq: 0,
  agent: "initializing",
  user: "listening",
  ready: false,
  met: false,
  elapsedS: null,
  elapsedAtMs: 0,
  limitS: null,
  verification: null,
  calls: [],
  ended: null,
};

const GOODBYES: ReadonlySet<string> = new Set(["time_limit", "participant_ended"]);

export const LOST_AFTER_MS = 4000;

/**
 * Take one message. A snapshot replaces everything, because another attempt counts anew; other messages count only
 * in order.
 */
export function receive(before: Channel, message: StateMessage, nowMs: number): Channel {
  const heard = { ...before, heardAtMs: nowMs };
  if (message.type === "snapshot") {
    const sameAttempt = message.seq > before.seq;
    const met = before.met || before.ready;
    return { ...fromSnapshot(message, nowMs), met, ended: sameAttempt ? before.ended : null };
  }
  if (message.seq <= before.seq) return heard;
  return apply({ ...heard, seq: message.seq }, message, nowMs);
}

function fromSnapshot(message: Extract<StateMessage, { type: "snapshot" }>, nowMs: number): Omit<Channel, "ended" | "met"> {
  return {
    heardAtMs: nowMs,
    seq: message.seq,
    agent: message.agent_state,
    user: message.user_state,
    ready: message.ready,
    elapsedS: message.elapsed_s,
    elapsedAtMs: nowMs,
    limitS: message.limit_s,
    verification: message.verification,
    calls: message.calls,
  };
}

function apply(now: Channel, message: Exclude<StateMessage, { type: "snapshot" }>, nowMs: number): Channel {
  switch (message.type) {
    case "heartbeat":
      return { ...now, elapsedS: message.elapsed_s, elapsedAtMs: nowMs, ready: now.ready || message.elapsed_s !== null };
    case "agent_state":
      return { ...now, agent: message.state };
    case "user_state":
      return { ...now, user: message.state };
    case "ready":
      return { ...now, ready: true, elapsedS: message.elapsed_s, elapsedAtMs: nowMs, limitS: message.limit_s };
    case "tool_call": {
      const call = { call_id: message.call_id, tool: message.tool, arguments: message.arguments };
      return { ...now, calls: [...now.calls, { ...call, ok: null, result: null, error: null }] };
    }
    case "tool_result": {
      const { ok, result, error } = message;
      const calls = now.calls.map((call) => (call.call_id === message.call_id ? { ...call, ok, result, error } : call));
      return { ...now, calls };
    }
    case "verification":
      return { ...now, verification: message.verification };
    case "ended":
      return { ...now, ended: GOODBYES.has(message.reason) ? "goodbye" : "failed" };
    case "notice":
      return now;
  }
}

/** Whether the assistant was there and is not any more: it said so, or it has been silent for too long. */
export function isLost(channel: Channel, nowMs: number): boolean {
  if (channel.ended === "failed") return true;
  return channel.heardAtMs !== null && channel.ended === null && nowMs - channel.heardAtMs >= LOST_AFTER_MS;
}
