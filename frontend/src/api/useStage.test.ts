import { expect, it } from "vitest";
import { CONSENT, CONVERSATION } from "@/testing/stages";
import { pollIntervalMs } from "./useStage";

it("asks often only while a conversation moves by itself", () => {
  expect(pollIntervalMs(undefined)).toBe(false);
  expect(pollIntervalMs(CONSENT)).toBe(false);
  expect(pollIntervalMs(CONVERSATION)).toBe(2000);
  expect(pollIntervalMs({ ...CONVERSATION, phase: "connecting" })).toBe(1000);
});
