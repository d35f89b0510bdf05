import { useCallback, useEffect, useState } from "react";
import { inTab } from "@/browser/storage";

const LEFT_ONCE = "returned";

/**
 * Leaves for `url` after `afterS` seconds unless cancelled; `secondsLeft` is null once it is. Someone who comes back
 * with the back button stays, otherwise this page would throw them out for ever.
 */
export function useRedirect(url: string, afterS: number) {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(() =>
    inTab.read(LEFT_ONCE) === url ? null : afterS,
  );
  const go = useCallback(() => {
    inTab.write(LEFT_ONCE, url);
    window.location.assign(url);
  }, [url]);
  useEffect(() => {
    if (secondsLeft === null) return;
    if (secondsLeft <= 0) {
      go();
      return;
    }
    const timer = window.setTimeout(() => setSecondsLeft(secondsLeft - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [secondsLeft, go]);
  const cancel = useCallback(() => setSecondsLeft(null), []);
  return { secondsLeft, cancel, go };
}
