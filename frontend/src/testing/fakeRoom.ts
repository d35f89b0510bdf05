import { NOT_JOINED, type ConversationRoom, type RoomStatus } from "@/features/conversation/room";
import type { LoadRoom } from "@/features/conversation/useRoom";

const SILENCE = { rmsDb: -100, peakDb: -100 };

/** A line without a network: a test sets its status and says what arrives. */
export class FakeRoom implements ConversationRoom {
  private readonly listeners = new Set<() => void>();
  private current: RoomStatus = { ...NOT_JOINED, connection: "connected" };
  left = false;
  takenOver = 0;
  playbackAllowed = 0;

  constructor(private readonly onMessage: (text: string) => void) {}

  become(change: Partial<RoomStatus>) {
    this.current = { ...this.current, ...change };
    this.listeners.forEach((listener) => listener());
  }

  say(message: object) {
    this.onMessage(JSON.stringify(message));
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  status = () => this.current;
  join = () => Promise.resolve();
  takeOver = () => {
    this.takenOver += 1;
    return Promise.resolve();
  };
  setMicrophone = (on: boolean) => {
    this.become({ microphoneOn: on });
    return Promise.resolve();
  };
  allowPlayback = () => {
    this.playbackAllowed += 1;
    return Promise.resolve();
  };
  userLevel = () => SILENCE;
  assistantLevel = () => SILENCE;
  leave = () => {
    this.left = true;
    return Promise.resolve();
  };
}

/** A loader for ConversationPage, and the rooms that it has made. */
export function fakeRooms(): { rooms: FakeRoom[]; load: LoadRoom } {
  const rooms: FakeRoom[] = [];
  const load: LoadRoom = () =>
    Promise.resolve((onMessage) => {
      const room = new FakeRoom(onMessage);
      rooms.push(room);
      return room;
    });
  return { rooms, load };
}
