import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/problem";
import { expectAccessible } from "@/testing/render";
import { ConfirmDialog } from "./ConfirmDialog";

function open(error: unknown = null) {
  const onStay = vi.fn();
  const onLeave = vi.fn();
  const view = render(
    <ConfirmDialog
      title="Leave now?"
      stay={{ label: "Stay", onChoose: onStay }}
      leave={{ label: "Leave", busy: false, error, onChoose: onLeave }}
    >
      <p>You cannot come back.</p>
    </ConfirmDialog>,
  );
  return { ...view, onStay, onLeave };
}

describe("ConfirmDialog", () => {
  it("asks one question with the safe answer first", async () => {
    const { container, onStay, onLeave } = open();
    expect(screen.getByRole("dialog", { name: "Leave now?" })).toHaveTextContent("You cannot come back.");
    expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(["Stay", "Leave"]);
    await userEvent.click(screen.getByRole("button", { name: "Leave" }));
    expect([onStay.mock.calls.length, onLeave.mock.calls.length]).toEqual([0, 1]);
    await expectAccessible(container);
  });

  it("stays on Escape", () => {
    const { onStay, onLeave } = open();
    screen.getByRole("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
    expect([onStay.mock.calls.length, onLeave.mock.calls.length]).toEqual([1, 0]);
  });

  it("says why it did not work", () => {
    open(new ApiError("refused", "Not now.", "not_now"));
    expect(screen.getByRole("alert")).toHaveTextContent("Not now.");
  });
});
