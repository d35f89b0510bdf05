/** How the console names what the server counts. Unknown names are shown as they are, with spaces. */

const STAGES: Record<string, string> = {
  consent: "Consent",
  audio_check: "Sound check",
  assignment: "Assignment",
  conversation: "Conversation",
  rating: "Rating",
  complete: "Complete",
  closed: "Closed",
};

export const STAGE_ORDER = Object.keys(STAGES);

const readable = (name: string) =>
  (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll("_", " ").replace(/^Vad\b/, "VAD");

/** A stage in words. */
export function stageName(stage: string): string {
  return STAGES[stage] ?? readable(stage);
}

/** Any other snake_case name in words: a category, a phase, a reason, an anchor. */
export function inWords(name: string): string {
  return readable(name);
}

export type Tone = "quiet" | "active" | "good" | "bad" | "warn";

/** How a submission's chip is coloured; its words say the same. */
export function toneOf(stage: string, phase: string | null, closedReason: string | null): Tone {
  if (stage === "complete") return "good";
  if (stage === "closed") return closedReason === "our_fault" ? "bad" : "quiet";
  if (stage !== "conversation") return "active";
  return phase === "live" || phase === "connecting" || phase === "ending" ? "active" : "warn";
}

/** The chip's words: the stage, and what is special about it. */
export function chipWords(stage: string, phase: string | null, closedReason: string | null): string {
  const detail = stage === "conversation" ? phase : stage === "closed" ? closedReason : null;
  return detail === null ? stageName(stage) : `${stageName(stage)}: ${detail.replaceAll("_", " ")}`;
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "3 minutes ago"; within a minute "just now". */
export function ago(then: Date, now: Date): string {
  const seconds = (then.getTime() - now.getTime()) / 1000;
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  return step === undefined ? "just now" : relative.format(Math.round(seconds / step[1]), step[0]);
}

/** Seconds as m:ss. */
export function offsetText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
