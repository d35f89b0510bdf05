import type { RoomAccess } from "@/api/schema";
import type { Level } from "@/audio/level";
import type { MicrophoneTrouble } from "@/audio/troubles";

/**
 * joining: not in the room yet; reconnecting: was in it, and the line was cut; closed: was in it, and our side closed the
 * room; replaced: another tab took this place.
 */
export type Connection = "joining" | "connected" | "reconnecting" | "closed" | "replaced";

export type RoomStatus = {
  connection: Connection;
  weak: boolean;
  microphoneOn: boolean; // as the participant wants it
  microphoneTrouble: MicrophoneTrouble | null;
  playbackBlocked: boolean; // the browser wants a click before it plays the assistant's voice
};

export const NOT_JOINED: RoomStatus = {
  connection: "joining",
  weak: false,
  microphoneOn: true,
  microphoneTrouble: null,
  playbackBlocked: false,
};

/** The conversation's line: audio both ways and the state messages. Never throws; what fails shows in `status`. */
export type ConversationRoom = {
  subscribe: (listener: () => void) => () => void;
  status: () => RoomStatus;
  /** Join, and join again whenever the line is cut, until `leave`. `access` is asked for at each try. */
  join: (access: () => RoomAccess) => Promise<void>;
  /** Take the place back after another tab took it. */
  takeOver: () => Promise<void>;
  setMicrophone: (on: boolean) => Promise<void>;
  allowPlayback: () => Promise<void>;
  userLevel: () => Level;
  assistantLevel: () => Level;
  leave: () => Promise<void>;
};

export type OpenRoom = (onMessage: (text: string) => void) => ConversationRoom;
