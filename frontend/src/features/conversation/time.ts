import type { Channel } from "./channel";

const RUNS_ON_S = 1.5; // without a heartbeat, of which one comes each second: what a lost assistant counted ends there

export type Times = { elapsedS: number; leftS: number };
export type Warning = "two_minutes" | "thirty_seconds" | "time_is_up";

/** The server's own figures, from its last answer; `hearsMore` while our own line brings nothing from the assistant. */
export type ServerTime = { talkedS: number; limitS: number; hearsMore: boolean };

/**
 * The elapsed time. The assistant's count leads and runs on between its messages; when one is missing the clock stands
 * still, unless our line is what was cut and the server has counted further. Before any was heard the server's holds.
 */
export function elapsedAt(channel: Channel, server: ServerTime, nowMs: number): number {
  const limitS = channel.limitS ?? server.limitS;
  if (channel.elapsedS === null || channel.heardT === null) return Math.min(server.talkedS, limitS);
  const silentAtT = channel.heardT + RUNS_ON_S;
  const nowT = (nowMs - channel.behindMs) / 1000;
  const untilT = channel.ended === null ? Math.min(nowT, silentAtT) : channel.elapsedT;
  const countedS = channel.elapsedS + Math.max(0, untilT - channel.elapsedT);
  const follows = server.hearsMore && channel.ended === null && nowT >= silentAtT;
  return Math.min(follows ? Math.max(countedS, server.talkedS) : countedS, limitS);
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
