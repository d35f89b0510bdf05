import { describe, expect, it } from "vitest";
import { callStatus, progressInWords, toolInWords, valueInWords } from "./progress";

describe("toolInWords", () => {
  it.each([
    ["post_tweet", "Post tweet"],
    ["calendar.move_entry", "Calendar move entry"],
    ["bookFlight", "Book flight"],
  ])("says %s as %s", (tool, words) => {
    expect(toolInWords(tool)).toBe(words);
  });
});

describe("progressInWords", () => {
  it("counts what is done", () => {
    const step = { label: "x", done: 0, of: 1 };
    const steps = [{ ...step, id: "a", status: "done" as const }, { ...step, id: "b", status: "lost" as const }];
    expect(progressInWords({ progress: 0.5, success: false, steps, violations: [] })).toBe("1 of 2 done");
    expect(progressInWords(null)).toBe("Not started");
  });
});

describe("callStatus", () => {
  const call = { call_id: "1", tool: "t", arguments: {}, result: null, error: null };
  it("tells a call under way from one that worked or did not", () => {
    expect([null, true, false].map((ok) => callStatus({ ...call, ok }).word)).toEqual([
      "Under way",
      "Done",
      "Failed",
    ]);
  });
});

describe("valueInWords", () => {
  it("shows text as it is and everything else as JSON", () => {
    expect([valueInWords("a"), valueInWords(undefined), valueInWords([1])]).toEqual(["a", "null", "[\n  1\n]"]);
  });
});
