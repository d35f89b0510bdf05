import { useState } from "react";
import type { Channel } from "./channel";
import { elapsedAt, onward, timesOf, type ServerTime, type Times } from "./time";

/** The times to show now; the elapsed time never runs backwards within one attempt. */
export function useClock(channel: Channel, server: ServerTime, nowMs: number): Times {
  const counted = { attempt: channel.attempt, elapsedS: elapsedAt(channel, server, nowMs) };
  const [shown, setShown] = useState(counted);
  const next = onward(shown, counted);
  if (next !== shown) setShown(next);
  return timesOf(next.elapsedS, channel.limitS ?? server.limitS);
}
