import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { expectAccessible } from "@/testing/render";
import { BrokenPage, ErrorBoundary } from "./ErrorBoundary";

function Broken(): never {
  throw new Error("the model acme-omni-9000 failed");
}

describe("ErrorBoundary", () => {
  it("puts a plain page in the place of one that cannot be drawn", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { container } = render(
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>,
    );
    expect(screen.getByRole("heading", { name: "This page stopped working" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Load the page again" })).toBeVisible();
    expect(container).toHaveTextContent("write to the researcher");
    expect(container).not.toHaveTextContent("acme");
    await expectAccessible(container);
  });

  it("loads the page again on wish", async () => {
    const onReload = vi.fn();
    render(<BrokenPage onReload={onReload} />);
    await userEvent.click(screen.getByRole("button", { name: "Load the page again" }));
    expect(onReload).toHaveBeenCalledOnce();
  });
});
