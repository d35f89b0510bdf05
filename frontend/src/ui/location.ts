import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/** The address's path and query; the component is drawn again when they change. */
export function useAddress(): URL {
  const href = useSyncExternalStore(subscribe, () => window.location.href);
  return new URL(href);
}

/** Go to another page of this product without loading it anew. */
export function navigate(path: string, { replace = false } = {}) {
  window.history[replace ? "replaceState" : "pushState"](null, "", path);
  listeners.forEach((listener) => listener());
}
