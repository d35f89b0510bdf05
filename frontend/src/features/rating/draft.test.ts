import { describe, expect, it } from "vitest";
import { RATING } from "@/testing/stages";
import { answeredCount, feedbackLength, missingAnswers, rated } from "./draft";

const { instrument } = RATING;
const NOTHING = { ratings: {}, feedback: "" };
const ENOUGH = "It was clear and quick.";

describe("feedbackLength", () => {
  it("does not count empty space", () => {
    expect([feedbackLength("   \n\t "), feedbackLength("  a   b \n c  ")]).toEqual([0, 5]);
    expect(["\u200B".repeat(40), "\u2800".repeat(40), "ja \u{1F600}"].map(feedbackLength)).toEqual([0, 0, 4]);
  });
});

describe("missingAnswers", () => {
  it("lists every scale and the feedback, in the page's order", () => {
    expect(missingAnswers(NOTHING, instrument).map(({ fieldId }) => fieldId)).toEqual([
      "scale-overall",
      "scale-naturalness",
      "feedback",
    ]);
  });

  it("refuses white space and says how much is missing", () => {
    const all = { overall: 1, naturalness: 6 };
    const message = (feedback: string) => missingAnswers({ ratings: all, feedback }, instrument)[0]?.message;
    expect(message(" ".repeat(50))).toBe("Write your feedback: at least 20 characters.");
    expect(message("It was fine")).toBe("Write a little more feedback: 9 more characters.");
    expect(message(ENOUGH)).toBeUndefined();
  });

  it("wants some feedback even where no length is set", () => {
    const lenient = { ...instrument, feedback_min_chars: 0, scales: [] };
    expect(missingAnswers(NOTHING, lenient)).toHaveLength(1);
    expect(missingAnswers({ ratings: {}, feedback: "x" }, lenient)).toEqual([]);
  });
});

describe("answeredCount", () => {
  it("counts the scales of this instrument alone", () => {
    expect(answeredCount(rated(rated(NOTHING, "overall", 3), "retired", 2), instrument)).toBe(1);
  });
});
