import { render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { toApiError } from "@/api/problem";
import { expectAccessible } from "@/testing/render";
import { Problem } from "./States";

const back = <a href="/console/submissions">All submissions</a>;

describe("Problem", () => {
  it("leads back from what is not there", async () => {
    const error = toApiError(404, { code: "not_found", detail: "There is no such conversation." });
    const { container } = render(<Problem error={error} onRetry={vi.fn()} back={back} />);
    expect(screen.getByRole("alert")).toHaveTextContent("There is no such conversation.");
    expect(screen.getByRole("link", { name: "All submissions" })).toBeVisible();
    expect(screen.queryByRole("button")).toBeNull();
    await expectAccessible(container);
  });

  it("offers another try where that may help", () => {
    render(<Problem error={toApiError(503, null)} onRetry={vi.fn()} back={back} />);
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
    expect(screen.queryByRole("link")).toBeNull();
  });
});
