import { describe, expect, it } from "vitest";
import { NOTHING_HEARD, type Channel } from "./channel";
import { clockText, timesAt, warningAt } from "./time";

const SERVER = { talkedS: 40, limitS: 600 };
const counting = (changes: Partial<Channel>): Channel => ({ ...NOTHING_HEARD, elapsedS: 100, elapsedAtMs: 5000, ...changes });

describe("timesAt", () => {
  it("runs on between two heartbeats", () => {
    expect(timesAt(counting({}), SERVER, 5900)).toEqual({ elapsedS: 100.9, leftS: 500 });
  });

  it("stands still once the assistant has been silent for four seconds", () => {
    expect(timesAt(counting({}), SERVER, 60_000).elapsedS).toBe(104);
  });

  it("stands still after the goodbye", () => {
    expect(timesAt(counting({ ended: "goodbye" }), SERVER, 8000).elapsedS).toBe(100);
  });

  it("follows the server before the assistant was heard", () => {
    expect(timesAt(NOTHING_HEARD, SERVER, 1e6)).toEqual({ elapsedS: 40, leftS: 560 });
  });

  it("never passes the limit, and the assistant's limit counts", () => {
    expect(timesAt(counting({ elapsedS: 299.5, limitS: 300 }), SERVER, 7000)).toEqual({ elapsedS: 300, leftS: 0 });
  });
});

describe("warningAt", () => {
  it.each([
    [121, null],
    [120, "two_minutes"],
    [31, "two_minutes"],
    [30, "thirty_seconds"],
    [0, "thirty_seconds"],
  ])("with %s s left is %s", (leftS, warning) => {
    expect(warningAt(leftS)).toBe(warning);
  });
});

describe("clockText", () => {
  it.each([
    [0, "0:00"],
    [59.9, "0:59"],
    [61, "1:01"],
    [600, "10:00"],
    [-3, "0:00"],
  ])("shows %s as %s", (seconds, text) => {
    expect(clockText(seconds)).toBe(text);
  });
});
