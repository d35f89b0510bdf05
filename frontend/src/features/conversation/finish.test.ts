import { describe, expect, it } from "vitest";
import { NOTHING_HEARD, type Channel } from "./channel";
import { finishWords } from "./finish";
import type { Verification } from "./messages";

const step = (status: "done" | "open") => ({ id: status, label: "Post", status, done: 0, of: 1 });
const verified = (success: boolean, ...steps: ("done" | "open")[]): Verification => {
  return { progress: 0, success, steps: steps.map(step), violations: [] };
};
const channel = (user: Channel["user"], verification: Verification | null = null): Channel => {
  return { ...NOTHING_HEARD, user, verification };
};

describe("finishWords", () => {
  it("tells that all is done", () => {
    const words = finishWords("listening", channel("listening", verified(true, "done", "done")));
    expect(words).toMatch(/^All is done. You can end the conversation now/);
    expect(finishWords("listening", channel("listening", verified(false, "done", "open")))).toBeNull();
  });

  it("only asks when every step is done and the verifier is not content", () => {
    const words = finishWords("listening", channel("listening", verified(false, "done", "done")));
    expect(words).toMatch(/^Finished\? You can end the conversation now/);
  });

  it("asks after a silence of both, whatever the task", () => {
    expect(finishWords("listening", channel("away"))).toMatch(/^Finished\? You can end the conversation now/);
    expect(finishWords("listening", channel("away", verified(false, "open")))).toMatch(/^Finished/);
    expect(finishWords("listening", channel("listening"))).toBeNull();
  });

  it.each(["speaking", "thinking", "hearing", "lost", "returning", "ending"] as const)("is silent while %s", (floor) => {
    expect(finishWords(floor, channel("away", verified(true, "done")))).toBeNull();
  });
});
