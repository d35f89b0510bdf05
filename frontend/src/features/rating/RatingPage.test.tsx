import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectAccessible, renderPage } from "@/testing/render";
import { COMPLETE, RATING } from "@/testing/stages";
import { RatingPage } from "./RatingPage";

const FEEDBACK = "It was clear and quick.";
const open = (changes: Partial<typeof RATING> = {}) =>
  renderPage(<RatingPage stage={{ ...RATING, ...changes }} />, COMPLETE);
const rate = async (user: ReturnType<typeof userEvent.setup>, scale: string, level: RegExp) =>
  user.click(within(screen.getByRole("group", { name: scale })).getByRole("radio", { name: level }));

describe("RatingPage", () => {
  it("shows every level of every scale with its name and description", async () => {
    const { container } = open();
    const overall = within(screen.getByRole("group", { name: "Overall" }));
    expect(overall.getAllByRole("radio")).toHaveLength(6);
    expect(overall.getByRole("radio", { name: "4 Level 4" })).toHaveAccessibleDescription("It was a 4.");
    expect(screen.getByText("0 of 2")).toBeVisible();
    await expectAccessible(container);
  });

  it("refuses an empty page with a summary that takes the focus and leads to each place", async () => {
    const user = userEvent.setup();
    const { api, container } = open();
    await user.click(screen.getByRole("button", { name: "Submit my rating" }));
    const summary = screen.getByRole("group", { name: "Something is still missing" });
    expect(summary).toHaveFocus();
    expect(api.submitRatings).not.toHaveBeenCalled();
    await user.click(within(summary).getByRole("link", { name: "Rate “Naturalness”." }));
    expect(within(screen.getByRole("group", { name: "Naturalness" })).getByRole("radio", { name: /1/ })).toHaveFocus();
    await expectAccessible(container);
  });

  it("refuses feedback that is white space", async () => {
    const user = userEvent.setup();
    const { api } = open({ draft: { ratings: { overall: 3, naturalness: 3 }, feedback: "" } });
    await user.type(screen.getByRole("textbox"), " ".repeat(30));
    await user.click(screen.getByRole("button", { name: "Submit my rating" }));
    expect(api.submitRatings).not.toHaveBeenCalled();
    expect(screen.getByRole("textbox")).toBeInvalid();
  });

  it("submits all answers once they are there", async () => {
    const user = userEvent.setup();
    const { api } = open();
    await rate(user, "Overall", /^5/);
    await rate(user, "Naturalness", /^2/);
    expect(screen.getByText("2 of 2")).toBeVisible();
    await user.type(screen.getByRole("textbox"), FEEDBACK);
    await user.click(screen.getByRole("button", { name: "Submit my rating" }));
    expect(api.submitRatings).toHaveBeenCalledWith({ ratings: { overall: 5, naturalness: 2 }, feedback: FEEDBACK });
    await waitFor(() => expect(window.localStorage).toHaveLength(0));
  });

  it("says why the conversation ended early", () => {
    open({ notice: "The assistant was lost." });
    expect(screen.getByText("The assistant was lost.")).toBeVisible();
  });

  it("begins with the server's draft", () => {
    open({ draft: { ratings: { overall: 6 }, feedback: FEEDBACK } });
    expect(within(screen.getByRole("group", { name: "Overall" })).getByRole("radio", { name: /^6/ })).toBeChecked();
    expect(screen.getByRole("textbox")).toHaveValue(FEEDBACK);
  });
});
