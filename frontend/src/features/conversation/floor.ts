import type { StageOf } from "@/api/participant";
import type { IconName } from "@/ui/Icon";
import type { Channel } from "./channel";
import type { Connection } from "./room";

/** Who has the floor, or why nobody has. */
export type Floor =
  | "joining"
  | "returning"
  | "getting_ready"
  | "listening"
  | "hearing"
  | "thinking"
  | "speaking"
  | "reconnecting"
  | "lost"
  | "gone"
  | "ending";

export type FloorInput = {
  phase: StageOf<"conversation">["phase"];
  connection: Connection;
  channel: Channel;
  lost: boolean;
};

/** What the large presence shows. The nearest cause wins: our line, then the assistant, then the conversation. */
export function floorOf({ phase, connection, channel, lost }: FloorInput): Floor {
  if (connection === "reconnecting") return "reconnecting";
  if (phase === "ending" || channel.ended === "goodbye") return "ending";
  if (connection === "closed") return "gone";
  if (connection === "replaced") return "returning"; // another tab has the assistant: that it is silent here is no loss
  if (phase === "live" && (channel.heardT === null || connection === "joining")) return "returning";
  if (phase === "connecting") {
    if (connection === "joining") return "joining";
    if (lost || channel.rejoinedAtMs !== null) return "getting_ready"; // what was heard came from one before
  }
  if (lost || phase === "recovering") return "lost";
  if (channel.rejoinedAtMs !== null && channel.ready) return "returning"; // what it said before may be long past
  if (!channel.ready || channel.agent === "initializing") {
    return channel.met && phase !== "connecting" ? "lost" : "getting_ready"; // another one is on its way
  }
  if (channel.agent !== "listening") return channel.agent;
  return channel.user === "speaking" ? "hearing" : "listening";
}

const TALKING: ReadonlySet<Floor> = new Set(["listening", "hearing", "thinking", "speaking"]);

/** Whether the assistant is there to talk with. */
export const isTalking = (floor: Floor): boolean => TALKING.has(floor);

/** Whether the assistant was there and is not any more. */
export const isMissing = (floor: Floor): boolean => floor === "lost" || floor === "gone";

export type FloorWords = { label: string; detail: string; icon: IconName };

/** The same in words. `detail` says what the participant can do. */
export const FLOOR_WORDS: Record<Floor, FloorWords> = {
  joining: { label: "Connecting", detail: "We are calling the assistant.", icon: "hourglass" },
  returning: { label: "Connecting", detail: "We are bringing you back into the conversation.", icon: "hourglass" },
  getting_ready: {
    label: "Getting ready",
    detail: "The assistant is about to join. Your time starts when it is ready.",
    icon: "hourglass",
  },
  listening: { label: "Listening", detail: "It is your turn. Speak whenever you like.", icon: "ear" },
  hearing: {
    label: "Listening to you",
    detail: "Take your time. The assistant answers after a short pause.",
    icon: "ear",
  },
  thinking: { label: "Thinking", detail: "The assistant is working on its answer.", icon: "dots" },
  speaking: { label: "Speaking", detail: "You can interrupt by speaking.", icon: "wave" },
  reconnecting: { label: "Reconnecting", detail: "The connection was cut. Your time is safe.", icon: "signalOff" },
  lost: {
    label: "The assistant dropped out",
    detail: "This is our fault, not yours. We are calling it back, and your time is safe.",
    icon: "alert",
  },
  gone: {
    label: "The assistant dropped out",
    detail: "This is our fault, not yours. In a moment we tell you how to go on.",
    icon: "alert",
  },
  ending: { label: "Saying goodbye", detail: "Next you rate the assistant.", icon: "check" },
};
