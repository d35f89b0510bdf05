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
  if (channel.heardT === null && phase === "live") return "returning";
  if (connection === "joining" && phase === "connecting") return "joining";
  if (lost || phase === "recovering") return "lost";
  if (channel.rejoinedAtMs !== null && channel.ready) return "returning"; // what it said before may be long past
  if (!channel.ready || channel.agent === "initializing") {
    return channel.met && phase !== "connecting" ? "lost" : "getting_ready"; // another one is on its way
  }
  if (channel.agent !== "listening") return channel.agent;
  return channel.user === "speaking" ? "hearing" : "listening";
}

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
  reconnecting: { label: "Reconnecting", detail: "Your connection was cut. Your time is safe.", icon: "signalOff" },
  lost: {
    label: "The assistant dropped out",
    detail: "We are calling it back. Your time is safe.",
    icon: "alert",
  },
  ending: { label: "Saying goodbye", detail: "Next you rate the assistant.", icon: "check" },
};
