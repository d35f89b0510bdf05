import { describe, expect, it } from "vitest";
import { actionInWords, besidesTheTask, callStatus, progressInWords, toolInWords, valueInWords } from "./progress";

describe("toolInWords", () => {
  it.each([
    ["post_tweet", "Post tweet"],
    ["calendar.move_entry", "Calendar move entry"],
    ["bookFlight", "Book flight"],
  ])("says %s as %s", (tool, words) => {
    expect(toolInWords(tool)).toBe(words);
  });
});

describe("actionInWords", () => {
  it("takes the server's words, and the name where it has none", () => {
    const actions = { smart_home_set_lock: "Lock or unlock a door" };
    expect(actionInWords("smart_home_set_lock", actions)).toBe("Lock or unlock a door");
    expect(actionInWords("web_search", actions)).toBe("Web search");
  });
});

describe("besidesTheTask", () => {
  const call = (call_id: string, tool: string) => ({ call_id, tool, arguments: {}, ok: true, result: null, error: null });
  const violation = (id: string, call_id: string | null) => ({ id, label: "Pays with the wrong card", severity: "fail" as const, call_id });
  const told = (...violations: ReturnType<typeof violation>[]) =>
    besidesTheTask(
      { progress: 0, success: false, steps: [], violations },
      [call("1", "book_flight"), call("2", "book_flight"), call("3", "set_light")],
      { book_flight: "Book a flight" },
    );

  it("names the actions, each once, and never what would have been right", () => {
    expect(told(violation("card", "1"), violation("outside", "2"), violation("outside", "3"))).toEqual(["Book a flight", "Set light"]);
    expect(told(violation("card", "gone"), violation("card", null))).toEqual(["Something earlier"]);
    expect(told()).toEqual([]);
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
