import { describe, expect, it } from "vitest";
import { hear, NOT_HEARD_YET, type Hearing } from "./hearing";

const during = (before: Hearing, rmsDb: number, ms: number): Hearing => {
  let hearing = before;
  for (let elapsed = 0; elapsed < ms; elapsed += 20) hearing = hear(hearing, { rmsDb, peakDb: rmsDb + 6 }, 20);
  return hearing;
};

describe("hear", () => {
  it("hears half a second of speech, with pauses", () => {
    const some = during(during(NOT_HEARD_YET, -25, 300), -60, 400);
    expect(some.verdict).toBe("waiting");
    expect(during(some, -25, 200).verdict).toBe("heard");
  });

  it("finds a dead microphone after three seconds", () => {
    expect(during(NOT_HEARD_YET, -100, 2900).verdict).toBe("waiting");
    expect(during(NOT_HEARD_YET, -100, 3000).verdict).toBe("silent");
  });

  it("does not call a quiet room silent, but faint in the end", () => {
    const room = during(NOT_HEARD_YET, -65, 9000);
    expect(room.verdict).toBe("waiting");
    expect(during(room, -65, 1000).verdict).toBe("faint");
  });

  it("recovers from silence and keeps what it has heard", () => {
    const silent = during(NOT_HEARD_YET, -100, 3000);
    const heard = during(silent, -20, 500);
    expect(heard.verdict).toBe("heard");
    expect(during(heard, -100, 5000).verdict).toBe("heard");
  });

  it("keeps the loudest peak", () => {
    expect(during(during(NOT_HEARD_YET, -20, 20), -50, 200).peakDb).toBe(-14);
  });
});
