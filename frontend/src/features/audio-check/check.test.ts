import { describe, expect, it } from "vitest";
import { advance, FRESH_CHECK, resultOf, type CheckEvent } from "./check";

const after = (...events: CheckEvent[]) => events.reduce(advance, FRESH_CHECK);
const PASSED: CheckEvent[] = [
  { type: "microphone_heard", peakDb: -11.5 },
  { type: "playback_confirmed" },
  { type: "word_answered", correct: true },
];

describe("advance", () => {
  it("goes through its parts to the end", () => {
    expect(after(...PASSED)).toMatchObject({ part: "passed", wordCorrect: true, peakDb: -11.5, attempts: 1 });
  });

  it("stays at the speaker until the word is right, and counts", () => {
    const wrong = after(...PASSED.slice(0, 2), { type: "word_answered", correct: false });
    expect(wrong).toMatchObject({ part: "speaker", wordCorrect: false, attempts: 2 });
  });

  it("goes back to the microphone when it fails or was not heard", () => {
    expect(after({ type: "microphone_heard", peakDb: -20 }, { type: "playback_refused" }).part).toBe("microphone");
    expect(after({ type: "microphone_failed", errorName: "NotFoundError" })).toMatchObject({
      part: "microphone",
      microphoneError: "NotFoundError",
      attempts: 2,
    });
  });
});

describe("resultOf", () => {
  it("reports a passed check", () => {
    expect(resultOf(after(...PASSED), "browser")).toEqual({
      passed: true,
      microphone_error: null,
      microphone_peak_db: -11.5,
      word_correct: true,
      attempts: 1,
      user_agent: "browser",
      given_up: false,
    });
  });

  it("never reports giving up as passed, and keeps within the server's limits", () => {
    const check = { ...after(...PASSED), attempts: 5000 };
    expect(resultOf(check, "x".repeat(900), { givenUp: true })).toMatchObject({ passed: false, given_up: true, attempts: 1000 });
    expect(resultOf(check, "x".repeat(900)).user_agent).toHaveLength(500);
  });
});
