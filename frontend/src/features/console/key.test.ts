import { beforeEach, describe, expect, it } from "vitest";
import { forgetKey, keyOfTab, takeKey } from "./key";

beforeEach(() => window.history.replaceState(null, "", "/console"));

const open = (path: string) => {
  window.history.replaceState(null, "", path);
  takeKey();
  return window.location.href.replace(window.location.origin, "");
};

describe("takeKey", () => {
  it("takes the key out of the address and keeps it in this tab", () => {
    const pages = window.history.length;
    expect(open("/console/submissions?page=2#key=a+b%2Fc&row=3")).toBe("/console/submissions?page=2#row=3");
    expect(keyOfTab()).toBe("a b/c");
    expect(window.history).toHaveLength(pages);
    expect(window.localStorage).toHaveLength(0);
    forgetKey();
    expect(keyOfTab()).toBeNull();
  });

  it("leaves an address without a key alone, and a key that logs could hold unread", () => {
    expect(open("/console?key=x#row=3")).toBe("/console?key=x#row=3");
    expect(keyOfTab()).toBeNull();
  });
});
