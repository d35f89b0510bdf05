import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rated, type Answers } from "./draft";
import { DraftSaver } from "./draftSaver";
import { keepFor } from "./keep";

const EMPTY: Answers = { ratings: {}, feedback: "" };
const write = (feedback: string) => (before: Answers) => ({ ...before, feedback });

function open(save = vi.fn((): Promise<unknown> => Promise.resolve())) {
  const keep = keepFor("session-1");
  const saver = new DraftSaver({ initial: EMPTY, keep, save });
  saver.start();
  return { keep, saver, save };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("DraftSaver", () => {
  it("sends once after a pause, with the latest answers", async () => {
    const { saver, save } = open();
    saver.change((before) => rated(before, "overall", 4));
    saver.change(write("good"));
    expect(saver.view().state).toBe("saving");
    await vi.advanceTimersByTimeAsync(800);
    expect(save.mock.calls).toEqual([[{ ratings: { overall: 4 }, feedback: "good" }]]);
    expect(saver.view().state).toBe("saved");
  });

  it("keeps answers on the device until the server has them", async () => {
    const { saver, keep } = open();
    saver.change(write("good"));
    expect(keep.read()?.feedback).toBe("good");
    await vi.advanceTimersByTimeAsync(800);
    expect(keep.read()).toBeNull();
  });

  it("tries again until it arrives", async () => {
    const save = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error("offline"));
    const { saver, keep } = open(save);
    saver.change(write("good"));
    await vi.advanceTimersByTimeAsync(800);
    expect(saver.view().state).toBe("offline");
    expect(keep.read()?.feedback).toBe("good");
    await vi.advanceTimersByTimeAsync(5000);
    expect(saver.view().state).toBe("saved");
  });

  it("does not call older answers saved while newer ones wait", async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const save = vi.fn((): Promise<unknown> => promise);
    const { saver, keep } = open(save);
    saver.change(write("first"));
    await vi.advanceTimersByTimeAsync(800);
    saver.change(write("second"));
    resolve(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(saver.view().state).toBe("saving");
    expect(keep.read()?.feedback).toBe("second");
  });

  it("begins with what an earlier visit could not send", async () => {
    keepFor("session-1").write({ ratings: { overall: 2 }, feedback: "unsent" });
    const { saver, save } = open();
    expect(saver.view().answers.feedback).toBe("unsent");
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledOnce();
  });

  it("sends nothing once it is stopped, but keeps it", async () => {
    const { saver, save, keep } = open();
    saver.stop();
    saver.change(write("late"));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(save).not.toHaveBeenCalled();
    expect(keep.read()?.feedback).toBe("late");
  });
});

describe("keepFor", () => {
  it("keeps submissions apart and ignores what it cannot read", () => {
    keepFor("one").write({ ratings: {}, feedback: "mine" });
    expect(keepFor("two").read()).toBeNull();
    window.localStorage.setItem("parley.draft.two", '{"ratings": {"overall": "6"}, "feedback": ""}');
    expect(keepFor("two").read()).toBeNull();
    window.localStorage.setItem("parley.draft.two", "{");
    expect(keepFor("two").read()).toBeNull();
  });
});
