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

/** A name as people say it: "post_tweet" is "Post tweet". */
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

/** What the assistant's tools do, in a few words, by the tool's name; from the server. */
export type Actions = Readonly<Record<string, string>>;

/** What a tool does: the server's words for it, or else its name. */
export function actionInWords(tool: string, actions: Actions): string {
  return actions[tool] ?? toolInWords(tool);
}

/**
 * What the assistant did that the task does not ask for, each once. The scenario's own words for it are for researchers:
 * they tell what would have been right.
 */
export function besidesTheTask(verification: Verification, calls: readonly Call[], actions: Actions): string[] {
  const tools = new Map(calls.map((call) => [call.call_id, call.tool]));
  const named = verification.violations.map(({ call_id }) => {
    const tool = tools.get(call_id ?? "");
    return tool === undefined ? "Something earlier" : actionInWords(tool, actions);
  });
  return [...new Set(named)];
}
