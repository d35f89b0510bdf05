import { describe, expect, it } from "vitest";
import type { ConversationRecord } from "@/api/schema";
import { clockOf, recordingsOf, timelineOf } from "./entries";

const stamp = (seq: number, offset_s: number, attempt = 1) => ({ attempt, seq, offset_s, at: "2026-01-05T12:00:00Z" });
const RECORD = {
  transcript: [
    { attempt: 1, who: "assistant", started_s: 1, ended_s: 2, text: "Hello", interrupted: false, purpose: "greeting", audio: [] },
    { attempt: 1, who: "participant", started_s: 5, ended_s: 6, text: null, interrupted: false, purpose: null, audio: [] },
  ],
  audio: ["attempt-1/recording.ogg", "attempt-1/utterances/u0001.wav"],
  events: [
    { ...stamp(1, 0.5), type: "recording_started", audio: "attempt-1/recording.ogg", sample_rate: 24000 },
    { ...stamp(2, 8), type: "tool_call", call_id: "a", tool: "post", arguments: {}, raw: "{}" },
    { ...stamp(3, 8.1), type: "tool_result", call_id: "a", tool: "post", ok: true, result: 1, error: null },
    { ...stamp(4, 3), type: "fault", where: "voice", kind: "Timeout", message: "late", fatal: false },
    { ...stamp(1, 20, 2), type: "recording_started", audio: "attempt-2/recording.ogg", sample_rate: 24000 },
    { ...stamp(2, 21, 2), type: "tool_call", call_id: "a", tool: "like", arguments: {}, raw: "{}" },
  ],
} as unknown as ConversationRecord;

describe("timelineOf", () => {
  it("puts words, calls and faults in order, each where it can be heard in the recording of its attempt", () => {
    expect(timelineOf(RECORD).map(({ kind, atS }) => [kind, atS])).toEqual([
      ["said", 0.5],
      ["fault", 2.5],
      ["said", 4.5],
      ["tool", 7.5],
      ["tool", 1],
    ]);
  });

  it("gives a call the answer of its own attempt", () => {
    const tools = timelineOf(RECORD).filter((entry) => entry.kind === "tool");
    expect(tools.map(({ answer }) => answer?.ok ?? null)).toEqual([true, null]);
  });
});

describe("recordingsOf", () => {
  it("lists stereo recordings that are stored", () => {
    expect(recordingsOf(RECORD)).toEqual([{ attempt: 1, path: "attempt-1/recording.ogg" }]);
  });
});

describe("clockOf", () => {
  it("counts from the recording's start, and from the conversation's where nothing was recorded", () => {
    const clock = clockOf(RECORD);
    expect([clock(1, 0.5), clock(1, 0.25), clock(2, 21), clock(3, 7)]).toEqual([0, -0.25, 1, 7]);
  });
});
