import { useEffect, useState } from "react";
import { isLost, LOST_AFTER_MS, silentSinceMs, type Channel } from "./channel";
import { isMissing, isTalking, type Floor } from "./floor";

/** How long it is said that the assistant is back, so that it can be read whatever else happens meanwhile. */
export const BACK_SHOWN_MS = 8000;

/** Whether the assistant is lost, known at the moment when it has been silent for too long. */
export function useIsLost(channel: Channel): boolean {
  const [now, setNow] = useState(() => performance.now());
  const sinceMs = silentSinceMs(channel);
  useEffect(() => {
    if (sinceMs === null) return;
    const waitMs = sinceMs + LOST_AFTER_MS - performance.now();
    const timer = window.setTimeout(() => setNow(performance.now()), Math.max(0, Math.ceil(waitMs)));
    return () => window.clearTimeout(timer);
  }, [sinceMs]);
  return isLost(channel, now);
}

/** Whether the assistant was missing a moment ago and can be talked with again. */
export function useIsBack(floor: Floor): boolean {
  const missing = isMissing(floor);
  const talking = isTalking(floor);
  const [wasMissing, setWasMissing] = useState(missing);
  if (missing && !wasMissing) setWasMissing(true);
  useEffect(() => {
    if (!talking || !wasMissing) return;
    const timer = window.setTimeout(() => setWasMissing(false), BACK_SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [talking, wasMissing]);
  return wasMissing && talking;
}
