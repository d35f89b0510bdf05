import type { IconName } from "@/ui/Icon";
import type { Call, Step, Verification } from "./messages";

/** A step's status in words and as an icon. */
export const STEP_WORDS: Record<Step["status"], { word: string; icon: IconName }> = {
  open: { word: "To do", icon: "open" },
  done: { word: "Done", icon: "check" },
  lost: { word: "No longer possible", icon: "cross" },
};

/** "2 of 5 done". */
export function progressInWords(verification: Verification | null): string {
  if (verification === null) return "Not started";
  const done = verification.steps.filter((step) => step.status === "done").length;
  return `${done} of ${verification.steps.length} done`;
}

/** A tool's name as people say it: "post_tweet" is "Post tweet". */
export function toolInWords(tool: string): string {
  const words = tool.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll(/[_.\-\s]+/g, " ").trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How a call stands. */
export function callStatus(call: Call): { word: string; icon: IconName } {
  if (call.ok === null) return { word: "Under way", icon: "hourglass" };
  return call.ok ? { word: "Done", icon: "check" } : { word: "Failed", icon: "cross" };
}

/** A value for reading: text as it is, everything else as indented JSON. */
export function valueInWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null, null, 2);
}
