import { describe, expect, it } from "vitest";
import { isMuteKey } from "./useMuteKey";

function press(target: Element, init: KeyboardEventInit) {
  document.body.append(target);
  const event = new KeyboardEvent("keydown", { bubbles: true, ...init });
  target.dispatchEvent(event);
  target.remove();
  return isMuteKey(event);
}

describe("isMuteKey", () => {
  it("is M on the page and on buttons", () => {
    expect(press(document.createElement("button"), { key: "m" })).toBe(true);
    expect(press(document.createElement("main"), { key: "M" })).toBe(true);
  });

  it("is not M while writing, or in a dialog", () => {
    expect(press(document.createElement("textarea"), { key: "m" })).toBe(false);
    expect(press(document.createElement("dialog"), { key: "m" })).toBe(false);
  });

  it("leaves the browser's own shortcuts and other keys alone", () => {
    expect(press(document.createElement("main"), { key: "m", ctrlKey: true })).toBe(false);
    expect(press(document.createElement("main"), { key: "m", repeat: true })).toBe(false);
    expect(press(document.createElement("main"), { key: "n" })).toBe(false);
  });
});
