import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { useFocusWhenLost } from "./useFocusWhenLost";

function Next({ expected }: { expected?: boolean | undefined }) {
  const ref = useFocusWhenLost<HTMLButtonElement>(expected);
  return <button ref={ref}>Next</button>;
}

function Other({ gone = false, expected }: { gone?: boolean; expected?: boolean | undefined }) {
  return (
    <>
      <input aria-label="Elsewhere" />
      {gone ? <Next expected={expected} /> : <button>Before</button>}
    </>
  );
}

it("takes the focus over from what has gone", () => {
  const { rerender } = render(<Other />);
  screen.getByRole("button", { name: "Before" }).focus();
  rerender(<Other gone />);
  expect(screen.getByRole("button", { name: "Next" })).toHaveFocus();
});

it("leaves it where it is elsewhere", () => {
  const { rerender } = render(<Other />);
  screen.getByRole("textbox").focus();
  rerender(<Other gone />);
  expect(screen.getByRole("textbox")).toHaveFocus();
});

it("takes none where nobody can have pressed anything", () => {
  render(<Other gone expected={false} />);
  expect(document.body).toHaveFocus();
});
