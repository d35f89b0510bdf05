import { useCallback, useEffect, useReducer, useRef, useState, useSyncExternalStore } from "react";
import type { RoomAccess } from "@/api/schema";
import { NOTHING_HEARD, receive, rejoin, type Channel } from "./channel";
import { readMessage, type StateMessage } from "./messages";
import { NOT_JOINED, type ConversationRoom, type OpenRoom } from "./room";

/** Makes the line; asynchronous, because the code for it is fetched when it is first needed. */
export type LoadRoom = () => Promise<OpenRoom>;

export const loadLivekitRoom: LoadRoom = async () => {
  const { LivekitRoom } = await import("./livekitRoom");
  return (onMessage) => new LivekitRoom(onMessage);
};

const LOAD_AGAIN_MS = 2000;

/** What changes the channel, and when it came: a message, or (null) that our line is there. */
type News = { message: StateMessage | null; atMs: number };

const learn = (before: Channel, { message, atMs }: News) =>
  message === null ? rejoin(before, atMs) : receive(before, message, atMs);

const nothingToHear = () => () => undefined;

async function loadPatiently(load: LoadRoom, stopped: () => boolean): Promise<OpenRoom | null> {
  while (!stopped()) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => window.setTimeout(resolve, LOAD_AGAIN_MS));
    }
  }
  return null;
}

/** Calls `tell` whenever the line gets connected, be it for the first time or again. */
function whenConnected(room: ConversationRoom, tell: () => void) {
  let before = room.status().connection;
  return () => {
    const now = room.status().connection;
    if (now === "connected" && before !== "connected") tell();
    before = now;
  };
}

/** The line and what came over it, for as long as the page is shown and `wanted` holds. */
export function useRoom(load: LoadRoom, access: RoomAccess, wanted: boolean) {
  const [room, setRoom] = useState<ConversationRoom | null>(null);
  const [channel, take] = useReducer(learn, NOTHING_HEARD);
  const latestAccess = useRef(access);
  useEffect(() => {
    latestAccess.current = access;
  }, [access]);

  useEffect(() => {
    if (!wanted) return;
    let stopped = false;
    let opened: ConversationRoom | null = null;
    void loadPatiently(load, () => stopped).then((open) => {
      if (open === null || stopped) return;
      opened = open((text) => {
        const message = readMessage(text);
        if (message !== null) take({ message, atMs: performance.now() });
      });
      opened.subscribe(whenConnected(opened, () => take({ message: null, atMs: performance.now() })));
      setRoom(opened);
      void opened.join(() => latestAccess.current);
    });
    return () => {
      stopped = true;
      setRoom(null);
      void opened?.leave();
    };
  }, [load, wanted]);

  const status = useSyncExternalStore(
    room?.subscribe ?? nothingToHear,
    useCallback(() => room?.status() ?? NOT_JOINED, [room]),
  );
  return { room, status, channel };
}
