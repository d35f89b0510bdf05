import type { ConversationRecord, TranscriptLine } from "@/api/schema";

type Event = ConversationRecord["events"][number];
type EventOf<Type extends Event["type"]> = Extract<Event, { type: Type }>;

export type Recording = { attempt: number; path: string };

/**
 * What is shown in order of time: words, tool calls with their answers, and faults. `atS` is where it can be heard in the
 * recording of its attempt, which is the one clock of the whole page.
 */
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
  const clock = clockOf(record);
  return entries
    .map((entry) => ({ ...entry, atS: Math.max(0, clock(entry.attempt, entry.atS)) }))
    .sort((first, second) => first.attempt - second.attempt || first.atS - second.atS);
}

/** When the recording of each attempt began, in seconds of the conversation. */
export function startsOf(record: ConversationRecord): ReadonlyMap<number, number> {
  return new Map(record.events.filter(isOf("recording_started")).map((event) => [event.attempt, event.offset_s]));
}

/** From the conversation's time, which the log keeps, to the time in the recording of an attempt. */
export function clockOf(record: ConversationRecord): (attempt: number, offsetS: number) => number {
  const starts = startsOf(record);
  return (attempt, offsetS) => offsetS - (starts.get(attempt) ?? 0);
}

/** The stereo recordings of all attempts. */
export function recordingsOf(record: ConversationRecord): Recording[] {
  return record.events
    .filter(isOf("recording_started"))
    .filter((event) => record.audio.includes(event.audio))
    .map((event) => ({ attempt: event.attempt, path: event.audio }));
}
