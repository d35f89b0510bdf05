import { renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { NOTHING_HEARD, receive, type Channel } from "./channel";
import type { StateMessage } from "./messages";
import { useClock } from "./useClock";

const beat = (attempt: number, seq: number, t: number, elapsed_s: number | null): StateMessage => ({
  attempt,
  seq,
  t,
  type: "heartbeat",
  elapsed_s,
});

type Moment = { channel: Channel; talkedS: number; nowMs: number };

function clock(first: Moment) {
  const view = renderHook(
    ({ channel, talkedS, nowMs }: Moment) => useClock(channel, { talkedS, limitS: 600, hearsMore: false }, nowMs),
    { initialProps: first },
  );
  const shownAt = (moment: Moment) => {
    view.rerender(moment);
    return view.result.current.elapsedS;
  };
  return { view, shownAt };
}

describe("useClock", () => {
  it("never runs backwards over a loss, and goes on with the next assistant's count", () => {
    const first = receive(NOTHING_HEARD, beat(1, 1, 100, 100), 100_000);
    const { shownAt } = clock({ channel: first, talkedS: 0, nowMs: 100_000 });
    expect(shownAt({ channel: first, talkedS: 0, nowMs: 101_000 })).toBe(101);
    expect(shownAt({ channel: first, talkedS: 104.5, nowMs: 104_500 })).toBe(101.5);
    const nobody = receive(first, beat(2, 1, 106, null), 106_000);
    expect(shownAt({ channel: nobody, talkedS: 99.5, nowMs: 106_000 })).toBe(101.5);
    const second = receive(nobody, beat(2, 2, 107, 99.5), 107_000);
    expect(shownAt({ channel: second, talkedS: 99.5, nowMs: 107_000 })).toBe(101.5);
    const caughtUp = receive(second, beat(2, 3, 110, 102.5), 110_000);
    expect(shownAt({ channel: caughtUp, talkedS: 99.5, nowMs: 110_000 })).toBe(102.5);
  });

  it("does not step back from the server's count to the assistant's after a reload", () => {
    const { shownAt } = clock({ channel: NOTHING_HEARD, talkedS: 103, nowMs: 0 });
    const second = receive(NOTHING_HEARD, beat(2, 1, 107, 99.5), 5000);
    expect(shownAt({ channel: second, talkedS: 99.5, nowMs: 5000 })).toBe(103);
  });

  it("shows what is left, so that both sum up", () => {
    const { view } = clock({ channel: NOTHING_HEARD, talkedS: 40.7, nowMs: 0 });
    expect(view.result.current).toEqual({ elapsedS: 40.7, leftS: 560 });
  });
});
