import { useState } from "react";
import type { Channel } from "./channel";
import { elapsedAt, timesOf, type ServerTime, type Times } from "./time";

/**
 * The times to show now. The elapsed time never runs backwards: an assistant that takes over counts from where the one
 * before was last heard, and until it has caught up the clock stands still.
 */
export function useClock(channel: Channel, server: ServerTime, nowMs: number): Times {
  const countedS = elapsedAt(channel, server, nowMs);
  const [shownS, setShownS] = useState(countedS);
  if (countedS > shownS) setShownS(countedS);
  return timesOf(Math.max(shownS, countedS), channel.limitS ?? server.limitS);
}
