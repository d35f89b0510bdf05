import type { Channel } from "./channel";
import type { Floor } from "./floor";

const ALL_DONE = "All is done. You can end the conversation now, or talk on.";
const ALL_SAID = "Finished? You can end the conversation now, or talk on.";

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
