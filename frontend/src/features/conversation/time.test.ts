import { describe, expect, it } from "vitest";
import { NOTHING_HEARD, receive, rejoin, type Channel } from "./channel";
import type { StateMessage } from "./messages";
import { clockText, elapsedAt, timesOf, warningAt } from "./time";

const SERVER = { talkedS: 40, limitS: 600, hearsMore: false };
const counting = (changes: Partial<Channel>): Channel => ({
  ...NOTHING_HEARD,
  attempt: 1,
  heardT: 5,
  behindMs: 0,
  elapsedS: 100,
  elapsedT: 5,
  ...changes,
});
const elapsed = (changes: Partial<Channel>, nowMs: number, server = SERVER) => elapsedAt(counting(changes), server, nowMs);

describe("elapsedAt", () => {
  it("runs on between two heartbeats", () => {
    expect(elapsed({}, 5900)).toBeCloseTo(100.9);
  });

  it("stands still once a heartbeat is missing", () => {
    expect(elapsed({}, 60_000)).toBe(101.5);
    expect(elapsed({}, 60_000, { talkedS: 104.5, limitS: 600, hearsMore: false })).toBe(101.5);
  });

  it("follows the server over a silence of our own line, where it has counted further", () => {
    expect(elapsed({}, 60_000, { talkedS: 120, limitS: 600, hearsMore: true })).toBe(120);
    expect(elapsed({}, 6000, { talkedS: 120, limitS: 600, hearsMore: true })).toBe(101);
  });

  it("stands still after the goodbye", () => {
    expect(elapsed({ ended: "goodbye" }, 8000)).toBe(100);
  });

  it("follows the server before the assistant was heard", () => {
    expect(elapsedAt(NOTHING_HEARD, SERVER, 1e6)).toBe(40);
  });

  it("never passes the limit, and the assistant's limit counts", () => {
    expect(elapsed({ elapsedS: 299.5, limitS: 300 }, 7000)).toBe(300);
  });
});

describe("the clock over a line that was cut for twenty seconds", () => {
  const beat = (seq: number): StateMessage => ({ attempt: 1, seq, t: seq, type: "heartbeat", elapsed_s: seq - 1 });
  const before = receive(NOTHING_HEARD, beat(1), 1050);
  const back = rejoin(before, 21_000);
  const NO_SERVER = { talkedS: 0, limitS: 600, hearsMore: true };

  it("takes what comes late, all at once, for as old as it is", () => {
    let channel = back;
    let shownS = elapsedAt(channel, NO_SERVER, 21_010);
    for (let seq = 2; seq <= 20; seq += 1) {
      channel = receive(channel, beat(seq), 21_010);
      expect(elapsedAt(channel, NO_SERVER, 21_010)).toBeGreaterThanOrEqual(shownS);
      shownS = elapsedAt(channel, NO_SERVER, 21_010);
    }
    expect(shownS).toBeCloseTo(19.96);
    expect(elapsedAt(receive(channel, beat(21), 21_050), NO_SERVER, 21_050)).toBeCloseTo(20);
  });

  it("is right with the first message that was sent since", () => {
    const fresh = receive(back, beat(22), 22_050);
    expect(elapsedAt(fresh, NO_SERVER, 22_050)).toBeCloseTo(21);
  });

  it("comes right when even the first message of all was late", () => {
    const late = receive(NOTHING_HEARD, beat(1), 9000);
    const prompt = receive(late, beat(10), 10_050);
    expect(elapsedAt(prompt, SERVER, 10_550)).toBeCloseTo(9.5);
  });
});

describe("timesOf", () => {
  it("gives what is left, so that both sum up on the screen", () => {
    expect(timesOf(100.9, 600)).toEqual({ elapsedS: 100.9, leftS: 500 });
  });
});

describe("warningAt", () => {
  it.each([
    [121, null],
    [120, "two_minutes"],
    [31, "two_minutes"],
    [30, "thirty_seconds"],
    [1, "thirty_seconds"],
    [0, "time_is_up"],
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
