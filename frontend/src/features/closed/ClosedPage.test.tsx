import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, renderPage } from "@/testing/render";
import { CLOSED } from "@/testing/stages";
import { ClosedPage } from "./ClosedPage";

describe("ClosedPage", () => {
  it("says what happened, that it is paid, and how to return", async () => {
    const { container } = renderPage(<ClosedPage stage={CLOSED} />, CLOSED);
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Sorry, this was our fault");
    expect(screen.getByText("You are paid for this visit.")).toBeVisible();
    expect(screen.getByText("FAULT")).toBeVisible();
    expect(screen.getByRole("button", { name: /Return/ })).toBeVisible();
    await expectAccessible(container);
  });

  it("promises neither pay nor a code where there is none", () => {
    const stage = { ...CLOSED, paid: false, code: null, redirect_url: null };
    renderPage(<ClosedPage stage={stage} />, stage);
    expect(screen.queryByText(/paid/)).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
