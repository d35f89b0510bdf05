import { render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CellTable } from "./CellTable";

class StillObserver {
  observe = () => undefined;
  disconnect = () => undefined;
}

beforeEach(() => vi.stubGlobal("ResizeObserver", StillObserver));
afterEach(() => vi.unstubAllGlobals());

const CELL = { model: "m", category: "open_chat", share: 0.5, completed: 1, assigned: 2, live: 3, rating: 4, lost: 9 };

it("tells who is on the card from who is talking, and counts both places as taken", () => {
  render(<CellTable cells={[CELL, { ...CELL, model: "n", completed: 0, assigned: 0, live: 10, rating: 0 }]} />);
  const heads = screen.getAllByRole("columnheader").map((head) => head.textContent);
  const row = screen.getByRole("row", { name: /^m/ });
  const cells = within(row).getAllByRole("cell").map((cell) => cell.textContent);
  const told = Object.fromEntries(heads.slice(1).map((head, index) => [head, cells[index]]));
  expect(told).toMatchObject({ Completed: "1", Assigned: "2", Live: "3", Rating: "4", Lost: "9", Share: "50.0 %" });
});
