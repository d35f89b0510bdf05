import type { Level } from "@/audio/level";

/** What the level has shown so far: nothing yet, speech, no sound at all, or sound that is too quiet for speech. */
export type Hearing = {
  verdict: "waiting" | "heard" | "silent" | "faint";
  speechMs: number;
  silentMs: number;
  waitedMs: number;
  peakDb: number;
};

export const NOT_HEARD_YET: Hearing = { verdict: "waiting", speechMs: 0, silentMs: 0, waitedMs: 0, peakDb: -100 };

const SPEECH_DB = -45;
const NO_SOUND_DB = -80;
const ENOUGH_SPEECH_MS = 500;
const SILENT_AFTER_MS = 3000;
const FAINT_AFTER_MS = 10_000;

/** Take one more level, `elapsedMs` after the one before. Once speech was heard, it stays heard. */
export function hear(before: Hearing, level: Level, elapsedMs: number): Hearing {
  const speechMs = before.speechMs + (level.rmsDb > SPEECH_DB ? elapsedMs : 0);
  const silentMs = level.rmsDb < NO_SOUND_DB ? before.silentMs + elapsedMs : 0;
  const waitedMs = before.waitedMs + elapsedMs;
  const peakDb = Math.max(before.peakDb, level.peakDb);
  return { verdict: verdictOf(before, speechMs, silentMs, waitedMs), speechMs, silentMs, waitedMs, peakDb };
}

function verdictOf(before: Hearing, speechMs: number, silentMs: number, waitedMs: number): Hearing["verdict"] {
  if (before.verdict === "heard" || speechMs >= ENOUGH_SPEECH_MS) return "heard";
  if (silentMs >= SILENT_AFTER_MS) return "silent";
  return waitedMs >= FAINT_AFTER_MS ? "faint" : "waiting";
}
