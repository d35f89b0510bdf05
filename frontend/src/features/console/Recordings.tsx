import { useImperativeHandle, useRef, type Ref } from "react";
import { audioUrl } from "@/api/researcher";
import type { ConversationRecord } from "@/api/schema";
import styles from "./Recordings.module.css";
import { Empty } from "./States";
import { recordingsOf } from "./entries";

/** Plays the recording of an attempt from a moment in it on. */
export type Player = { playAt: (attempt: number, atS: number) => void };

/** The stereo recording of each attempt: the participant at the left, the assistant at the right. */
export function Recordings({ record, ref }: { record: ConversationRecord; ref: Ref<Player> }) {
  const recordings = recordingsOf(record);
  const players = useRef(new Map<number, HTMLAudioElement>());
  useImperativeHandle(ref, () => ({
    playAt: (attempt, atS) => {
      const player = players.current.get(attempt);
      if (player === undefined) return;
      for (const other of players.current.values()) if (other !== player) other.pause();
      player.currentTime = atS;
      void player.play();
    },
  }));
  if (recordings.length === 0) return <Empty>No recording is stored yet.</Empty>;
  return (
    <div className={styles.recordings}>
      {recordings.map((recording) => (
        <figure key={recording.path}>
          <figcaption>
            {recordings.length > 1 && `Attempt ${recording.attempt} · `}left: participant, right: assistant
          </figcaption>
          {/* eslint-disable-next-line jsx-a11y/media-has-caption -- its words stand in the timeline below */}
          <audio
            controls
            preload="metadata"
            src={audioUrl(record.id, recording.path)}
            ref={(element) => {
              if (element === null) players.current.delete(recording.attempt);
              else players.current.set(recording.attempt, element);
            }}
          />
        </figure>
      ))}
    </div>
  );
}
