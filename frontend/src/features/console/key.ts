import { inTab } from "@/browser/storage";

const NAME = "researcher-key";

/** The key that this tab was opened with. What follows # is sent to no server and so stands in no log. */
export function keyOfTab(): string | null {
  return inTab.read(NAME);
}

/** Take a key (`#key=...`) out of the address, before it can be looked at or become history; whether there was one. */
export function takeKey(): boolean {
  const address = new URL(window.location.href);
  const fragment = new URLSearchParams(address.hash.slice(1));
  const key = fragment.get("key");
  if (key === null) return false;
  inTab.write(NAME, key);
  fragment.delete("key");
  address.hash = fragment.toString();
  window.history.replaceState(null, "", address);
  return true;
}

/** Forget the key: the researcher signed out, or it was wrong. */
export function forgetKey(): void {
  inTab.remove(NAME);
}
