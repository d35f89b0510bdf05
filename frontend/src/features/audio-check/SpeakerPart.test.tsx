import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { SpeakerPart } from "./SpeakerPart";

const WORDS = ["garden", "window", "orange"];

it("leads from a wrong answer back to the word, and says what to do", async () => {
  const user = userEvent.setup();
  vi.spyOn(Math, "random").mockReturnValue(0); // "garden" is spoken
  const dispatch = vi.fn();
  render(<SpeakerPart words={WORDS} clipUrls={["/a.mp3", "/b.mp3", "/c.mp3"]} dispatch={dispatch} />);
  await user.click(screen.getByRole("button", { name: "Play the word" }));
  await user.click(screen.getByRole("radio", { name: "window" }));
  await user.click(screen.getByRole("button", { name: "Check my answer" }));
  expect(dispatch).toHaveBeenCalledWith({ type: "word_answered", correct: false });
  expect(screen.getByRole("alert")).toHaveTextContent("That was another word.");
  expect(screen.getByRole("button", { name: "Play the word" })).toHaveFocus();
});
