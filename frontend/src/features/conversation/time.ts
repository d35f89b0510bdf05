import { LOST_AFTER_MS, type Channel } from "./channel";

export type Times = { elapsedS: number; leftS: number };
export type Warning = "two_minutes" | "thirty_seconds" | "time_is_up";

/** The server's own figures, from its last answer. */
export type ServerTime = { talkedS: number; limitS: number };

/** The elapsed time that the page shows, and of which attempt; 0 before one was heard. */
export type Shown = { attempt: number; elapsedS: number };

/**
 * The elapsed time. The assistant's count leads and runs on between its messages; when it falls silent the clock stands
 * still, unless the server, which may still hear it, has counted further. Before it was heard the server's count holds.
 */
export function elapsedAt(channel: Channel, server: ServerTime, nowMs: number): number {
  const limitS = channel.limitS ?? server.limitS;
  if (channel.elapsedS === null || channel.heardT === null) return Math.min(server.talkedS, limitS);
  const silentAtT = channel.heardT + LOST_AFTER_MS / 1000;
  const nowT = (nowMs - channel.behindMs) / 1000;
  const untilT = channel.ended === null ? Math.min(nowT, silentAtT) : channel.elapsedT;
  const countedS = channel.elapsedS + Math.max(0, untilT - channel.elapsedT);
  const silent = channel.ended === null && nowT >= silentAtT;
  return Math.min(silent ? Math.max(countedS, server.talkedS) : countedS, limitS);
}

/** What to show next: within one attempt the clock never runs backwards. */
export function onward(shown: Shown, next: Shown): Shown {
  const sameAttempt = shown.attempt === 0 || shown.attempt === next.attempt;
  const elapsedS = sameAttempt ? Math.max(shown.elapsedS, next.elapsedS) : next.elapsedS;
  return elapsedS === shown.elapsedS && shown.attempt === next.attempt ? shown : { attempt: next.attempt, elapsedS };
}

/** Elapsed and remaining time, so that both sum up on the screen. */
export function timesOf(elapsedS: number, limitS: number): Times {
  return { elapsedS, leftS: limitS - Math.floor(elapsedS) };
}

/** What is true to say when so much time is left. */
export function warningAt(leftS: number): Warning | null {
  if (leftS <= 0) return "time_is_up";
  if (leftS <= 30) return "thirty_seconds";
  return leftS <= 120 ? "two_minutes" : null;
}

/** Seconds as m:ss. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
