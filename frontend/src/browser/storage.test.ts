import { afterEach, describe, expect, it, vi } from "vitest";
import { inTab, onDevice } from "./storage";

const KINDS = [
  ["localStorage", onDevice],
  ["sessionStorage", inTab],
] as const;

afterEach(() => {
  vi.restoreAllMocks();
  KINDS.forEach(([, store]) => store.remove("wish"));
});

describe.each(KINDS)("what is kept in %s", (name, store) => {
  it("is there for the next page", () => {
    store.write("wish", "tea");
    expect(window[name].getItem("parley.wish")).toBe("tea");
    expect(store.read("wish")).toBe("tea");
    store.remove("wish");
    expect(store.read("wish")).toBeNull();
    expect(window[name]).toHaveLength(0);
  });

  it("is remembered by the page alone when storage is blocked", () => {
    vi.spyOn(window, name, "get").mockImplementation(() => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    });
    expect(store.read("wish")).toBeNull();
    store.write("wish", "tea");
    expect(store.read("wish")).toBe("tea");
    store.remove("wish");
    expect(store.read("wish")).toBeNull();
  });

  it("is remembered by the page alone when storage is full", () => {
    store.write("wish", "water");
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("", "QuotaExceededError");
    });
    store.write("wish", "tea");
    expect(store.read("wish")).toBe("tea");
  });
});
