import { useState } from "react";

/** A yes-or-no choice that this browser remembers. */
export function usePreference(name: string, fallback: boolean) {
  const key = `parley.${name}`;
  const [value, setValue] = useState(() => {
    const stored = window.localStorage.getItem(key);
    return stored === null ? fallback : stored === "yes";
  });
  const set = (next: boolean) => {
    window.localStorage.setItem(key, next ? "yes" : "no");
    setValue(next);
  };
  return [value, set] as const;
}
