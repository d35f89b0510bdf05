import type { AudioCheckResult } from "@/api/schema";

export const PARTS = ["microphone", "playback", "speaker"] as const;
export type Part = (typeof PARTS)[number];

/** Where the check stands, and what will be reported of it. */
export type Check = {
  part: Part | "passed";
  attempts: number;
  microphoneError: string | null;
  peakDb: number | null;
  wordCorrect: boolean | null;
};

export const FRESH_CHECK: Check = {
  part: "microphone",
  attempts: 1,
  microphoneError: null,
  peakDb: null,
  wordCorrect: null,
};

export type CheckEvent =
  | { type: "microphone_failed"; errorName: string }
  | { type: "microphone_heard"; peakDb: number }
  | { type: "playback_confirmed" }
  | { type: "playback_refused" } // "I did not hear myself": back to the microphone
  | { type: "word_answered"; correct: boolean };

/** The check's only way forward. */
export function advance(check: Check, event: CheckEvent): Check {
  switch (event.type) {
    case "microphone_failed":
      return { ...check, part: "microphone", attempts: check.attempts + 1, microphoneError: event.errorName };
    case "microphone_heard":
      return { ...check, part: "playback", microphoneError: null, peakDb: event.peakDb };
    case "playback_confirmed":
      return { ...check, part: "speaker" };
    case "playback_refused":
      return { ...check, part: "microphone", attempts: check.attempts + 1 };
    case "word_answered":
      return event.correct
        ? { ...check, part: "passed", wordCorrect: true }
        : { ...check, attempts: check.attempts + 1, wordCorrect: false };
  }
}

/** The report for the server. */
export function resultOf(check: Check, userAgent: string, { givenUp = false } = {}): AudioCheckResult {
  return {
    passed: check.part === "passed" && !givenUp,
    microphone_error: check.microphoneError,
    microphone_peak_db: check.peakDb,
    word_correct: check.wordCorrect,
    attempts: Math.min(check.attempts, 1000),
    user_agent: userAgent.slice(0, 500),
    given_up: givenUp,
  };
}
