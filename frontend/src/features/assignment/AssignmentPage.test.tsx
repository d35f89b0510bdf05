import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { expectAccessible, renderPage } from "@/testing/render";
import { ASSIGNMENT, CONVERSATION } from "@/testing/stages";
import { AssignmentPage } from "./AssignmentPage";

describe("AssignmentPage", () => {
  it("shows every part of the card that there is, and no other", async () => {
    const { container } = renderPage(<AssignmentPage stage={ASSIGNMENT} />, CONVERSATION);
    for (const heading of ["Your goal", "Who you are", "The situation", "Key details", "Your tasks"]) {
      expect(screen.getByRole("heading", { name: heading })).toBeVisible();
    }
    expect(screen.queryByRole("heading", { name: "Goals for the conversation" })).toBeNull();
    expect(screen.getByText("10 minutes")).toBeVisible();
    await expectAccessible(container);
  });

  it("starts the conversation with the click that lets it be heard", async () => {
    const resume = vi.fn(() => Promise.resolve());
    vi.stubGlobal(
      "AudioContext",
      class {
        resume = resume;
      },
    );
    const user = userEvent.setup();
    const { api } = renderPage(<AssignmentPage stage={ASSIGNMENT} />, CONVERSATION);
    await user.click(screen.getByRole("button", { name: "Start the conversation" }));
    expect(api.startConversation).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});
