import type { Channel } from "./channel";
import type { Floor } from "./floor";
import type { Verification } from "./messages";

const ALL_DONE = "All is done. You can end the conversation now, or talk on.";
const ALL_SAID = "Finished? You can end the conversation now, or talk on.";

/**
 * When and how to say that the conversation may end: the steps are done, or both have been silent for a while. Only
 * while the assistant listens, so that it neither talks over anybody nor hurries them. That all is done is the
 * verifier's to say: after a call outside the task it is not, whatever the steps.
 */
export function finishWords(floor: Floor, channel: Channel): string | null {
  if (floor !== "listening") return null;
  if (channel.verification?.success) return ALL_DONE;
  return channel.user === "away" || isEveryStepDone(channel.verification) ? ALL_SAID : null;
}

function isEveryStepDone(verification: Verification | null): boolean {
  const steps = verification?.steps ?? [];
  return steps.length > 0 && steps.every((step) => step.status === "done");
}
