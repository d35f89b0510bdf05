import { describe, expect, it } from "vitest";
import { ago, chipWords, offsetText, toneOf } from "./words";

describe("ago", () => {
  const now = new Date("2026-01-05T12:00:00Z");
  it.each([
    ["2026-01-05T11:59:30Z", "just now"],
    ["2026-01-05T11:57:00Z", "3 minutes ago"],
    ["2026-01-05T10:00:00Z", "2 hours ago"],
    ["2026-01-04T11:00:00Z", "yesterday"],
  ])("calls %s %s", (then, words) => {
    expect(ago(new Date(then), now)).toBe(words);
  });
});

describe("a submission's chip", () => {
  it.each([
    [["conversation", "live", null], "Conversation: live", "active"],
    [["conversation", "no_assistant", null], "Conversation: no assistant", "warn"],
    [["rating", "over", null], "Rating", "active"],
    [["complete", "over", null], "Complete", "good"],
    [["closed", null, "our_fault"], "Closed: our fault", "bad"],
    [["closed", null, "declined"], "Closed: declined", "quiet"],
  ] as const)("for %s says %s", ([stage, phase, reason], words, tone) => {
    expect(chipWords(stage, phase, reason)).toBe(words);
    expect(toneOf(stage, phase, reason)).toBe(tone);
  });
});

describe("offsetText", () => {
  it("is minutes and seconds", () => {
    expect([offsetText(0.4), offsetText(75)]).toEqual(["0:00", "1:15"]);
  });
});
