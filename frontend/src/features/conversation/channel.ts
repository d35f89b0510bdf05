import type { AgentState, Call, StateMessage, UserState, Verification } from "./messages";

/**
 * All that the page knows from the assistant's side.
 *
 * Messages may come late, all at once and twice, because a cut line delivers what it owes when it is back. What is said
 * of time therefore counts from when a message was sent: `t` in seconds on the assistant's clock, which runs `behindMs`
 * behind the page's steady clock. The quickest message tells how far; any other one only came later than that.
 */
export type Channel = {
  attempt: number;
  seq: number;
  heardT: number | null;
  behindMs: number;
  /** Our line is back since then, in ms, and no message has shown yet how things are now. */
  rejoinedAtMs: number | null;
  /** No message is missing since the last one that told how things are. */
  whole: boolean;
  agent: AgentState;
  user: UserState;
  ready: boolean;
  /** An assistant was ready before, be it this one or one that was lost. */
  met: boolean;
  elapsedS: number | null;
  elapsedT: number;
  limitS: number | null;
  verification: Verification | null;
  calls: readonly Call[];
  /** "goodbye": it was said; "failed": the assistant stopped before that. */
  ended: "goodbye" | "failed" | null;
};

export const NOTHING_HEARD: Channel = {
  attempt: 0,
  seq: 0,
  heardT: null,
  behindMs: Number.POSITIVE_INFINITY,
  rejoinedAtMs: null,
  whole: false,
  agent: "initializing",
  user: "listening",
  ready: false,
  met: false,
  elapsedS: null,
  elapsedT: 0,
  limitS: null,
  verification: null,
  calls: [],
  ended: null,
};

const GOODBYES: ReadonlySet<string> = new Set(["time_limit", "participant_ended"]);

export const LOST_AFTER_MS = 4000;
const STILL_TRUE_MS = 1000; // what was sent so shortly before our line was back still tells how things are

/** Take one message. An older attempt's count for nothing, a newer one's begin anew; of one attempt, each counts once. */
export function receive(before: Channel, message: StateMessage, nowMs: number): Channel {
  const known = message.attempt > before.attempt ? nextAttempt(before, message.attempt) : before;
  if (message.attempt < known.attempt || message.seq <= known.seq) return before;
  const heard: Channel = {
    ...known,
    seq: message.seq,
    heardT: message.t,
    behindMs: Math.min(known.behindMs, nowMs - message.t * 1000),
    whole: known.whole && message.seq === known.seq + 1,
  };
  return settled(apply(heard, message));
}

/** Our line was cut and is back: until a message has come that was sent since, nobody knows how things are. */
export function rejoin(before: Channel, nowMs: number): Channel {
  return { ...before, rejoinedAtMs: nowMs };
}

function nextAttempt(before: Channel, attempt: number): Channel {
  return { ...NOTHING_HEARD, attempt, rejoinedAtMs: before.rejoinedAtMs, met: before.met || before.ready };
}

function settled(now: Channel): Channel {
  const heardAtMs = sentAtMs(now);
  if (now.rejoinedAtMs === null || heardAtMs === null || !now.whole) return now;
  return heardAtMs >= now.rejoinedAtMs - STILL_TRUE_MS ? { ...now, rejoinedAtMs: null } : now;
}

function apply(now: Channel, message: StateMessage): Channel {
  switch (message.type) {
    case "snapshot":
      return {
        ...counted(now, message.elapsed_s, message.t),
        whole: true,
        agent: message.agent_state,
        user: message.user_state,
        ready: message.ready,
        limitS: message.limit_s,
        verification: message.verification,
        calls: message.calls,
      };
    case "heartbeat":
      return { ...counted(now, message.elapsed_s, message.t), ready: now.ready || message.elapsed_s !== null };
    case "agent_state":
      return { ...now, whole: true, agent: message.state };
    case "user_state":
      return { ...now, user: message.state };
    case "ready":
      return { ...counted(now, message.elapsed_s, message.t), ready: true, limitS: message.limit_s };
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
      return { ...countedUntil(now, message.t), ended: GOODBYES.has(message.reason) ? "goodbye" : "failed" };
    case "notice":
      return now;
  }
}

function counted(now: Channel, elapsedS: number | null, t: number): Channel {
  return now.ended === null ? { ...now, elapsedS, elapsedT: t } : now;
}

function countedUntil(now: Channel, t: number): Channel {
  return now.elapsedS === null ? now : counted(now, now.elapsedS + t - now.elapsedT, t);
}

/** When the last message was sent, on the page's clock; null when none has come. */
export function sentAtMs(channel: Channel): number | null {
  return channel.heardT === null ? null : channel.heardT * 1000 + channel.behindMs;
}

/** Since when nothing is known of the assistant although our line would have brought it; null before it was heard. */
export function silentSinceMs(channel: Channel): number | null {
  const heardAtMs = sentAtMs(channel);
  return heardAtMs === null ? null : Math.max(heardAtMs, channel.rejoinedAtMs ?? 0);
}

/** Whether the assistant was there and is not any more: it said so, or it has been silent for too long. */
export function isLost(channel: Channel, nowMs: number): boolean {
  if (channel.ended === "failed") return true;
  const sinceMs = silentSinceMs(channel);
  return sinceMs !== null && channel.ended === null && nowMs - sinceMs >= LOST_AFTER_MS;
}
