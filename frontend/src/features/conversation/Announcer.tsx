import { useEffect, useState } from "react";

const CALM_MS = 1200;

/** Tells a screen reader what `text` settles on; quick changes in between are left out. */
export function Announcer({ text, enabled }: { text: string; enabled: boolean }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = window.setTimeout(() => setSaid(text), CALM_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <p role="status" className="visually-hidden">
      {enabled ? said : ""}
    </p>
  );
}
