/** The conversation's line over LiveKit. Loaded late and alone: it is the largest part of the page. */

import {
  ConnectionQuality,
  DisconnectReason,
  ParticipantEvent,
  Room,
  RoomEvent,
  Track,
  TrackEvent,
  type LocalTrack,
  type RemoteTrack,
} from "livekit-client";
import type { RoomAccess } from "@/api/schema";
import { captureOptions, errorName } from "@/audio/microphone";
import { troubleOf } from "@/audio/troubles";
import { STATE_TOPIC } from "./messages";
import { NOT_JOINED, type ConversationRoom, type RoomStatus } from "./room";
import { StreamLevel } from "./streamLevel";

const RETRY_MS = [500, 1000, 2000, 4000] as const;
const CLOSED_RETRY_MS = 3000; // a room that was closed on purpose: give the server time to name the next stage

export class LivekitRoom implements ConversationRoom {
  private readonly room = new Room({ disconnectOnPageLeave: true, audioCaptureDefaults: captureOptions() });
  private readonly listeners = new Set<() => void>();
  private readonly assistant = new StreamLevel();
  private readonly user = new StreamLevel();
  private current: RoomStatus = NOT_JOINED;
  private access: (() => RoomAccess) | null = null;
  private voice: HTMLMediaElement | null = null;
  private heardSid: string | undefined;
  private failures = 0;
  private wasIn = false;
  private retryTimer: number | undefined;

  constructor(private readonly onMessage: (text: string) => void) {
    this.listenToLine();
    this.listenToTracks();
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  status = () => this.current;

  userLevel = () => this.user.read();

  assistantLevel = () => this.assistant.read();

  join = async (access: () => RoomAccess) => {
    this.access = access;
    await this.connect();
  };

  takeOver = async () => {
    this.update({ connection: "joining" });
    await this.connect();
  };

  allowPlayback = async () => {
    try {
      await this.room.startAudio();
    } catch {
      this.update({ playbackBlocked: true });
    }
  };

  setMicrophone = async (on: boolean) => {
    this.update({ microphoneOn: on });
    await this.applyMicrophone();
  };

  leave = async () => {
    this.access = null;
    window.clearTimeout(this.retryTimer);
    this.user.close();
    this.fallSilent();
    await this.room.disconnect();
  };

  private update(change: Partial<RoomStatus>) {
    this.current = { ...this.current, ...change };
    this.listeners.forEach((listener) => listener());
  }

  private async connect() {
    if (this.access === null) return;
    window.clearTimeout(this.retryTimer);
    const { url, token } = this.access();
    try {
      await this.room.connect(url, token);
    } catch {
      const whileAway = this.current.connection === "closed" ? "closed" : "reconnecting";
      this.retryLater(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 4000, whileAway);
      return;
    }
    this.failures = 0;
    this.wasIn = true;
    this.update({ connection: "connected", playbackBlocked: !this.room.canPlaybackAudio });
    await this.applyMicrophone();
  }

  private retryLater(delayMs: number, whileAway: "reconnecting" | "closed") {
    if (this.access === null) return;
    this.failures += 1;
    this.update({ connection: this.wasIn ? whileAway : "joining" });
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => void this.connect(), delayMs);
  }

  private async applyMicrophone() {
    if (this.current.connection !== "connected") return;
    try {
      await this.room.localParticipant.setMicrophoneEnabled(this.current.microphoneOn, captureOptions());
      this.update({ microphoneTrouble: null });
    } catch (error) {
      this.update({ microphoneTrouble: troubleOf(errorName(error), "unknown") });
    }
  }

  private listenToLine() {
    this.room
      .on(RoomEvent.DataReceived, (payload, _participant, _kind, topic) => {
        if (topic === STATE_TOPIC) this.onMessage(new TextDecoder().decode(payload));
      })
      .on(RoomEvent.Reconnecting, () => this.update({ connection: "reconnecting" }))
      .on(RoomEvent.SignalReconnecting, () => this.update({ connection: "reconnecting" }))
      .on(RoomEvent.Reconnected, () => this.update({ connection: "connected" }))
      .on(RoomEvent.Disconnected, (reason) => this.onDisconnected(reason))
      .on(RoomEvent.AudioPlaybackStatusChanged, () => this.update({ playbackBlocked: !this.room.canPlaybackAudio }))
      .on(RoomEvent.ConnectionQualityChanged, (quality, participant) => {
        if (participant.isLocal) {
          this.update({ weak: quality === ConnectionQuality.Poor || quality === ConnectionQuality.Lost });
        }
      });
  }

  private onDisconnected(reason: DisconnectReason | undefined) {
    if (this.access === null || !this.wasIn || reason === DisconnectReason.CLIENT_INITIATED) return;
    if (reason === DisconnectReason.DUPLICATE_IDENTITY) {
      this.update({ connection: "replaced" });
      return;
    }
    const closed = reason === DisconnectReason.ROOM_DELETED || reason === DisconnectReason.ROOM_CLOSED;
    if (closed) this.retryLater(CLOSED_RETRY_MS, "closed");
    else this.retryLater(RETRY_MS[0], "reconnecting");
  }

  private listenToTracks() {
    this.room
      .on(RoomEvent.TrackSubscribed, (track) => this.hear(track))
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        // The track of an assistant that is gone may go long after its successor's has come.
        if (track.sid === this.heardSid) this.fallSilent();
      })
      .on(RoomEvent.MediaDevicesChanged, () => {
        if (this.current.microphoneTrouble !== null) void this.applyMicrophone();
      });
    this.room.localParticipant
      .on(ParticipantEvent.LocalTrackPublished, ({ track }) => {
        if (track === undefined) return;
        this.follow(track);
        track.on(TrackEvent.Restarted, () => this.follow(track));
      })
      .on(ParticipantEvent.TrackMuted, () => {
        // Muted though the participant wants to be heard: the device ended and no other took its place.
        if (this.current.microphoneOn) this.update({ microphoneTrouble: "gone" });
      });
  }

  private hear(track: RemoteTrack) {
    if (track.kind !== Track.Kind.Audio) return;
    this.fallSilent();
    this.heardSid = track.sid;
    this.voice = track.attach(); // a remote stream is decoded only while an element plays it
    document.body.append(this.voice);
    this.assistant.open(new MediaStream([track.mediaStreamTrack]));
  }

  private fallSilent() {
    this.voice?.remove();
    this.voice = null;
    this.assistant.close();
  }

  private follow(track: LocalTrack) {
    this.user.open(new MediaStream([track.mediaStreamTrack]));
    this.update({ microphoneTrouble: null });
  }
}
