import type { ConversationRecord, TranscriptLine } from "@/api/schema";

type Event = ConversationRecord["events"][number];
type EventOf<Type extends Event["type"]> = Extract<Event, { type: Type }>;

export type Recording = { attempt: number; path: string; startsAtS: number };

/** What is shown in order of time: words, tool calls with their answers, and faults. */
export type Entry = { atS: number; attempt: number } & (
  | { kind: "said"; line: TranscriptLine }
  | { kind: "tool"; call: EventOf<"tool_call">; answer: EventOf<"tool_result"> | null }
  | { kind: "fault"; fault: EventOf<"fault"> }
);

const isOf =
  <Type extends Event["type"]>(type: Type) =>
  (event: Event): event is EventOf<Type> =>
    event.type === type;

/** The conversation's entries in order of time. */
export function timelineOf(record: ConversationRecord): Entry[] {
  const answers = new Map(record.events.filter(isOf("tool_result")).map((event) => [`${event.attempt} ${event.call_id}`, event]));
  const entries: Entry[] = [
    ...record.transcript.map((line) => ({ kind: "said" as const, atS: line.started_s, attempt: line.attempt, line })),
    ...record.events.filter(isOf("tool_call")).map((call) => ({
      kind: "tool" as const,
      atS: call.offset_s,
      attempt: call.attempt,
      call,
      answer: answers.get(`${call.attempt} ${call.call_id}`) ?? null,
    })),
    ...record.events
      .filter(isOf("fault"))
      .map((fault) => ({ kind: "fault" as const, atS: fault.offset_s, attempt: fault.attempt, fault })),
  ];
  return entries.sort((first, second) => first.atS - second.atS);
}

/** The stereo recordings of all attempts, with where they lie in the conversation's time. */
export function recordingsOf(record: ConversationRecord): Recording[] {
  return record.events
    .filter(isOf("recording_started"))
    .filter((event) => record.audio.includes(event.audio))
    .map((event) => ({ attempt: event.attempt, path: event.audio, startsAtS: event.offset_s }));
}

/** The recording in which a moment can be heard. */
export function recordingAt(recordings: readonly Recording[], attempt: number): Recording | null {
  return recordings.find((recording) => recording.attempt === attempt) ?? null;
}
