import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { expectAccessible, renderPage } from "@/testing/render";
import { COMPLETE } from "@/testing/stages";
import { CompletePage } from "./CompletePage";

const URL_BEFORE = window.location;
const assign = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  Object.defineProperty(window, "location", { configurable: true, value: { href: URL_BEFORE.href, assign } });
});
afterEach(() => {
  vi.useRealTimers();
  assign.mockClear();
  Object.defineProperty(window, "location", { configurable: true, value: URL_BEFORE });
});

const open = () => renderPage(<CompletePage stage={COMPLETE} />, COMPLETE);
const pass = async (seconds: number) => {
  for (let second = 0; second < seconds; second += 1) await act(() => vi.advanceTimersByTimeAsync(1000));
};

describe("CompletePage", () => {
  it("shows the code and what was earned", async () => {
    const { container } = open();
    expect(screen.getByText("C0DE")).toBeVisible();
    expect(screen.getByRole("row", { name: /Total.*\$2\.75/ })).toBeVisible();
    vi.useRealTimers();
    await expectAccessible(container);
  });

  it("returns by itself after ten seconds", async () => {
    open();
    await pass(9);
    expect(assign).not.toHaveBeenCalled();
    await pass(1);
    expect(assign).toHaveBeenCalledExactlyOnceWith(COMPLETE.redirect_url);
  });

  it("stays when asked to", async () => {
    open();
    await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(screen.getByRole("button", { name: "Stay on this page" }));
    await pass(15);
    expect(assign).not.toHaveBeenCalled();
  });

  it("stays for somebody who came back with the back button", async () => {
    const { unmount } = open();
    await pass(10);
    unmount();
    assign.mockClear();
    open();
    await pass(15);
    expect(assign).not.toHaveBeenCalled();
  });
});
