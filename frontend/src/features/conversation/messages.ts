/**
 * What the assistant's side tells the page on the data topic `parley.state`. The sender is another process, perhaps of
 * another version, so every message is checked before it is believed, and unknown ones are ignored.
 */

export type AgentState = "initializing" | "listening" | "thinking" | "speaking";
export type UserState = "listening" | "speaking" | "away";

export type Step = { id: string; label: string; status: "open" | "done" | "lost"; done: number; of: number };
export type Violation = { id: string; label: string; severity: "fail" | "note"; call_id?: string | null };
export type Verification = {
  progress: number;
  success: boolean;
  steps: readonly Step[];
  violations: readonly Violation[];
};
/** Arguments by name, or their shortened text where they are very long. */
export type Arguments = Record<string, unknown> | string;
export type Call = {
  call_id: string;
  tool: string;
  arguments: Arguments;
  ok: boolean | null;
  result: unknown;
  error: string | null;
};

/** `seq` counts from 1 within an attempt; `t` is when it was sent, in seconds since the conversation's start. */
export type StateMessage = { attempt: number; seq: number; t: number } & (
  | {
      type: "snapshot";
      agent_state: AgentState;
      user_state: UserState;
      ready: boolean;
      elapsed_s: number | null;
      limit_s: number | null;
      verification: Verification | null;
      calls: readonly Call[];
    }
  | { type: "heartbeat"; elapsed_s: number | null }
  | { type: "agent_state"; state: AgentState }
  | { type: "user_state"; state: UserState }
  | { type: "ready"; elapsed_s: number; limit_s: number }
  | { type: "tool_call"; call_id: string; tool: string; arguments: Arguments }
  | { type: "tool_result"; call_id: string; tool: string; ok: boolean; result: unknown; error: string | null }
  | { type: "verification"; verification: Verification }
  | { type: "notice"; kind: "two_minutes" | "thirty_seconds" }
  | { type: "ended"; reason: string }
);

export const STATE_TOPIC = "parley.state";

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isNumberOrNull = (value: unknown) => value === null || isNumber(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isOneOf = (options: readonly string[]) => (value: unknown) => isText(value) && options.includes(value);
const isArguments = (value: unknown) => isText(value) || isObject(value);
const isAgentState = isOneOf(["initializing", "listening", "thinking", "speaking"]);
const isUserState = isOneOf(["listening", "speaking", "away"]);
const isCall = (value: unknown) =>
  isObject(value) && isText(value["call_id"]) && isText(value["tool"]) && isArguments(value["arguments"]);
const isStep = (value: unknown) =>
  isObject(value) &&
  isText(value["id"]) &&
  isText(value["label"]) &&
  isOneOf(["open", "done", "lost"])(value["status"]) &&
  isNumber(value["done"]) &&
  isNumber(value["of"]);
const isViolation = (value: unknown) => isObject(value) && isText(value["id"]) && isText(value["label"]);
const isListOf = (check: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(check);
const isVerification = (value: unknown) =>
  isObject(value) &&
  isNumber(value["progress"]) &&
  isListOf(isStep)(value["steps"]) &&
  isListOf(isViolation)(value["violations"]);
const isAnything = () => true;

const FIELDS: Record<StateMessage["type"], Record<string, (value: unknown) => boolean>> = {
  snapshot: {
    agent_state: isAgentState,
    user_state: isUserState,
    ready: (value) => typeof value === "boolean",
    elapsed_s: isNumberOrNull,
    limit_s: isNumberOrNull,
    verification: (value) => value === null || isVerification(value),
    calls: isListOf(isCall),
  },
  heartbeat: { elapsed_s: isNumberOrNull },
  agent_state: { state: isAgentState },
  user_state: { state: isUserState },
  ready: { elapsed_s: isNumber, limit_s: isNumber },
  tool_call: { call_id: isText, tool: isText, arguments: isArguments },
  tool_result: { call_id: isText, tool: isText, ok: (value) => typeof value === "boolean", result: isAnything },
  verification: { verification: isVerification },
  notice: { kind: isOneOf(["two_minutes", "thirty_seconds"]) },
  ended: { reason: isText },
};

const STAMPS = ["attempt", "seq", "t"] as const;

/** Read one message; null when it is none that this page knows. */
export function readMessage(text: string): StateMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || !STAMPS.every((name) => isNumber(value[name]))) return null;
  const json = value;
  const fields = Object.entries(FIELDS).find(([type]) => type === json["type"])?.[1];
  if (fields === undefined) return null;
  const fits = Object.entries(fields).every(([name, check]) => check(json[name]));
  return fits ? (json as StateMessage) : null;
}
