import { describe, expect, it } from "vitest";
import { NOTHING_HEARD, type Channel } from "./channel";
import { finishWords } from "./finish";

const step = (status: "done" | "open") => ({ id: status, label: "Post", status, done: 0, of: 1 });
const channel = (user: Channel["user"], ...steps: ("done" | "open")[]): Channel => ({
  ...NOTHING_HEARD,
  user,
  verification: steps.length === 0 ? null : { progress: 0, success: false, steps: steps.map(step), violations: [] },
});

describe("finishWords", () => {
  it("tells that every step is done", () => {
    expect(finishWords("listening", channel("listening", "done", "done"))).toMatch(/^All is done. You can end the conversation now/);
    expect(finishWords("listening", channel("listening", "done", "open"))).toBeNull();
  });

  it("asks after a silence of both, whatever the task", () => {
    expect(finishWords("listening", channel("away"))).toMatch(/^Finished\? You can end the conversation now/);
    expect(finishWords("listening", channel("away", "open"))).toMatch(/^Finished/);
    expect(finishWords("listening", channel("listening"))).toBeNull();
  });

  it.each(["speaking", "thinking", "hearing", "lost", "returning", "ending"] as const)("is silent while %s", (floor) => {
    expect(finishWords(floor, channel("away", "done"))).toBeNull();
  });
});
