import type { Channel } from "./channel";
import type { Floor } from "./floor";

const ALL_DONE = "Every step of your task is done. You can end the conversation now, or go on talking.";
const ALL_SAID = "Finished? You can end the conversation now, or go on talking.";

/**
 * When and how to say that the conversation may end: the task is done, or both have been silent for a while. Only while
 * the assistant listens, so that it neither talks over anybody nor hurries them.
 */
export function finishWords(floor: Floor, channel: Channel): string | null {
  if (floor !== "listening") return null;
  const steps = channel.verification?.steps ?? [];
  if (steps.length > 0 && steps.every((step) => step.status === "done")) return ALL_DONE;
  return channel.user === "away" ? ALL_SAID : null;
}
