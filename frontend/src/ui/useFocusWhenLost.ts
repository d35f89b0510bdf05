import { useEffect, useRef } from "react";

/**
 * Takes the focus when this appears, where what had it has just gone: the focus would fall back to the document's
 * start. Whoever has the focus elsewhere keeps it. `expected` is false where nobody can have pressed anything yet.
 */
export function useFocusWhenLost<E extends HTMLElement>(expected = true) {
  const ref = useRef<E>(null);
  const atFirst = useRef(expected);
  useEffect(() => {
    const focused = document.activeElement;
    if (atFirst.current && (focused === null || focused === document.body)) ref.current?.focus();
  }, []);
  return ref;
}
