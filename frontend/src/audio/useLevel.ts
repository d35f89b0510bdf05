import { useEffect, useRef, type RefObject } from "react";
import type { Level } from "./level";

/**
 * Reads a level on every animation frame and hands it to `draw`, outside of React's rendering.
 * `read` is null while there is nothing to listen to.
 */
export function useLevel(read: (() => Level) | null, draw: (level: Level, elapsedMs: number) => void): void {
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => {
    if (read === null) return;
    let before = performance.now();
    let frame = requestAnimationFrame(function tick(now) {
      latest.current(read(), now - before);
      before = now;
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [read]);
}

/** Sets a custom property on an element, smoothed so that it rises fast and falls slowly. */
export function glide(element: RefObject<HTMLElement | null>, property: string, target: number): void {
  const style = element.current?.style;
  if (style === undefined) return;
  const before = Number(style.getPropertyValue(property)) || 0;
  const pace = target > before ? 0.5 : 0.12;
  style.setProperty(property, (before + (target - before) * pace).toFixed(3));
}
