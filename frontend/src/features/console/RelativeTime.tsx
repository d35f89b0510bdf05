import { useEffect, useState } from "react";
import { ago } from "./words";

const REFRESH_MS = 30_000;
const exact = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

/** A time as "3 minutes ago", with the exact one on hover. */
export function RelativeTime({ at }: { at: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), REFRESH_MS);
    return () => window.clearInterval(timer);
  }, []);
  const then = new Date(at);
  return (
    <time dateTime={at} title={exact.format(then)}>
      {ago(then, now)}
    </time>
  );
}
