import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LOST_AFTER_MS, NOTHING_HEARD, type Channel } from "./channel";
import type { Floor } from "./floor";
import { BACK_SHOWN_MS, useIsBack, useIsLost } from "./useLoss";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const heard = (): Channel => ({ ...NOTHING_HEARD, heardT: 0, behindMs: performance.now() });
const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

describe("useIsLost", () => {
  it("knows it as soon as the silence is too long, and that it is over", () => {
    const { result, rerender } = renderHook(useIsLost, { initialProps: heard() });
    pass(LOST_AFTER_MS - 100);
    expect(result.current).toBe(false);
    rerender(heard());
    pass(LOST_AFTER_MS - 10);
    expect(result.current).toBe(false);
    pass(20);
    expect(result.current).toBe(true);
    rerender(heard());
    expect(result.current).toBe(false);
  });

  it("misses nobody who was never there", () => {
    const { result } = renderHook(useIsLost, { initialProps: NOTHING_HEARD });
    pass(60_000);
    expect(result.current).toBe(false);
  });
});

describe("useIsBack", () => {
  const begin = (floor: Floor) => renderHook(useIsBack, { initialProps: floor });

  it("holds for a while after even the shortest loss", () => {
    const { result, rerender } = begin("listening");
    pass(BACK_SHOWN_MS);
    expect(result.current).toBe(false);
    rerender("lost");
    expect(result.current).toBe(false);
    rerender("speaking");
    pass(BACK_SHOWN_MS - 100);
    rerender("listening");
    expect(result.current).toBe(true);
    pass(200);
    expect(result.current).toBe(false);
  });

  it.each(["gone", "reconnecting", "returning", "joining", "getting_ready", "ending"] satisfies Floor[])(
    "does not hold when %s follows, however long that lasts, but once it can be talked with again",
    (next) => {
      const { result, rerender } = begin("lost");
      rerender(next);
      expect(result.current).toBe(false);
      pass(BACK_SHOWN_MS + 100);
      expect(result.current).toBe(false);
      rerender("listening");
      expect(result.current).toBe(true);
    },
  );
});
