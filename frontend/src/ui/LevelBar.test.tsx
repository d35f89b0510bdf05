import { expect, it } from "vitest";
import { levelInWords } from "./LevelBar";

it.each([
  [-100, "no sound"],
  [-65, "very quiet"],
  [-50, "quiet"],
  [-25, "good"],
  [-6, "loud"],
])("calls %s dB %s", (rmsDb, words) => {
  expect(levelInWords(rmsDb)).toBe(words);
});
