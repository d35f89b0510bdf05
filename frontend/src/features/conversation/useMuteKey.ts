import { useEffect, useRef } from "react";

const TEXT_FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";

/** Whether a key press means the shortcut: M alone, outside of text fields and dialogs. */
export function isMuteKey(event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== "m" || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return !(event.target instanceof Element && event.target.closest(`${TEXT_FIELDS}, dialog`) !== null);
}

/** The M key switches the microphone, while `enabled`. */
export function useMuteKey(enabled: boolean, toggle: () => void): void {
  const latest = useRef(toggle);
  useEffect(() => {
    latest.current = toggle;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (isMuteKey(event)) latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [enabled]);
}
