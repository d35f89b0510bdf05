import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { expectAccessible } from "@/testing/render";
import { ScrollRegion } from "./ScrollRegion";

let measure: () => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(look: () => void) {
        measure = look;
      }
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

function widths(element: HTMLElement, shown: number, all: number) {
  vi.spyOn(element, "clientWidth", "get").mockReturnValue(shown);
  vi.spyOn(element, "scrollWidth", "get").mockReturnValue(all);
  act(() => measure());
}

it("says that columns are hidden, and at which side", async () => {
  const { container } = render(<ScrollRegion label="Cells">A table</ScrollRegion>);
  const region = screen.getByRole("region", { name: "Cells" });
  expect(screen.queryByText(/Scroll sideways/)).toBeNull();
  widths(region, 300, 700);
  expect(screen.getByText("Scroll sideways to see every column.")).toBeVisible();
  expect(region.parentElement?.dataset).toMatchObject({ before: "false", after: "true" });
  region.scrollLeft = 400;
  act(() => {
    region.dispatchEvent(new Event("scroll"));
  });
  expect(region.parentElement?.dataset).toMatchObject({ before: "true", after: "false" });
  await expectAccessible(container);
});

it("is quiet when everything is in sight", () => {
  render(<ScrollRegion label="Cells">A table</ScrollRegion>);
  widths(screen.getByRole("region", { name: "Cells" }), 700, 700);
  expect(screen.queryByText(/Scroll sideways/)).toBeNull();
});

it("can be reached with the keyboard", () => {
  render(<ScrollRegion label="Cells">A table</ScrollRegion>);
  expect(screen.getByRole("region", { name: "Cells" })).toHaveAttribute("tabindex", "0");
});
