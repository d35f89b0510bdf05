import { LOST_AFTER_MS, type Channel } from "./channel";

export type Times = { elapsedS: number; leftS: number };
export type Warning = "two_minutes" | "thirty_seconds";

/** The server's own figures, from its last answer. */
export type ServerTime = { talkedS: number; limitS: number };

/**
 * Elapsed and remaining time. The assistant's count leads and runs on between its messages; when it falls silent the
 * clock stands still, and before it was ever heard the server's count holds.
 */
export function timesAt(channel: Channel, server: ServerTime, nowMs: number): Times {
  const limitS = channel.limitS ?? server.limitS;
  let elapsedS = server.talkedS;
  if (channel.elapsedS !== null) {
    const sinceMs = Math.min(Math.max(0, nowMs - channel.elapsedAtMs), LOST_AFTER_MS);
    elapsedS = channel.elapsedS + (channel.ended === null ? sinceMs / 1000 : 0);
  }
  elapsedS = Math.min(elapsedS, limitS);
  return { elapsedS, leftS: limitS - Math.floor(elapsedS) }; // so that both sum up on the screen
}

/** Which warning stands when so much time is left. */
export function warningAt(leftS: number): Warning | null {
  if (leftS <= 30) return "thirty_seconds";
  return leftS <= 120 ? "two_minutes" : null;
}

/** Seconds as m:ss. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
