import { useState } from "react";
import { onDevice } from "@/browser/storage";

/** A yes-or-no choice that this browser remembers. */
export function usePreference(name: string, fallback: boolean) {
  const [value, setValue] = useState(() => {
    const stored = onDevice.read(name);
    return stored === null ? fallback : stored === "yes";
  });
  const set = (next: boolean) => {
    onDevice.write(name, next ? "yes" : "no");
    setValue(next);
  };
  return [value, set] as const;
}
