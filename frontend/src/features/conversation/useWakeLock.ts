import { useEffect } from "react";

/** Keeps the screen on while the page is in view; browsers drop the lock when it is hidden, so it is asked for again. */
export function useWakeLock(): void {
  useEffect(() => {
    const wakeLock = (navigator as { wakeLock?: WakeLock }).wakeLock;
    if (wakeLock === undefined) return;
    let held: WakeLockSentinel | null = null;
    let stopped = false;
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        held = await wakeLock.request("screen");
        if (stopped) await held.release();
      } catch {
        held = null; // refused, for example on a low battery: the conversation goes on without it
      }
    };
    const onVisibility = () => void ask();
    document.addEventListener("visibilitychange", onVisibility);
    void ask();
    return () => {
      stopped = true;
      document.removeEventListener("visibilitychange", onVisibility);
      void held?.release();
    };
  }, []);
}
