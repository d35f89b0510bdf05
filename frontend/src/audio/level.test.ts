import { describe, expect, it } from "vitest";
import { levelOf, loudness, SILENCE_DB } from "./level";

describe("levelOf", () => {
  it("is 0 dB for full scale and -6 dB for half of it", () => {
    expect(levelOf([1, -1, 1, -1])).toEqual({ rmsDb: 0, peakDb: 0 });
    expect(levelOf([0.5, -0.5]).rmsDb).toBeCloseTo(-6.02, 2);
  });

  it("tells the peak from the mean", () => {
    const { rmsDb, peakDb } = levelOf([1, 0, 0, 0]);
    expect([rmsDb, peakDb]).toEqual([expect.closeTo(-6.02, 2), 0]);
  });

  it("has a floor for silence and for nothing at all", () => {
    expect(levelOf([0, 0]).rmsDb).toBe(SILENCE_DB);
    expect(levelOf([]).peakDb).toBe(SILENCE_DB);
  });
});

describe("loudness", () => {
  it("runs from a quiet room to loud speech", () => {
    expect([loudness(-90), loudness(-60), loudness(-15), loudness(0)]).toEqual([0, 0, 1, 1]);
    expect(loudness(-37.5)).toBe(0.5);
  });
});
