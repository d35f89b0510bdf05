import { useCallback, useRef } from "react";
import { loudness, SILENCE_DB, type Level } from "@/audio/level";
import { glide, useLevel } from "@/audio/useLevel";
import { Icon } from "@/ui/Icon";
import { FLOOR_WORDS, type Floor } from "./floor";
import styles from "./Presence.module.css";
import type { ConversationRoom } from "./room";
import { WaitingTime } from "./WaitingTime";

const BARS = [0.45, 0.75, 1, 0.75, 0.45] as const;

type PresenceProps = { floor: Floor; room: ConversationRoom | null; assistantExpected: boolean };

/** The large presence: who has the floor, moved by the voice that has it. */
export function Presence({ floor, room, assistantExpected }: PresenceProps) {
  const orb = useRef<HTMLDivElement>(null);
  const words = FLOOR_WORDS[floor];
  const read = useCallback((): Level => {
    if (floor === "speaking") return room?.assistantLevel() ?? SILENT;
    return floor === "listening" || floor === "hearing" ? (room?.userLevel() ?? SILENT) : SILENT;
  }, [floor, room]);
  useLevel(read, (level) => glide(orb, "--level", loudness(level.rmsDb)));
  return (
    <div className={styles.presence} data-shows={floor}>
      <div ref={orb} className={styles.orb} aria-hidden="true">
        <span className={styles.halo} />
        <span className={styles.ring} />
        <span className={styles.core}>{floor === "speaking" ? <Bars /> : <Icon name={words.icon} size={44} />}</span>
      </div>
      <div className={styles.words}>
        <p className={styles.who}>Assistant</p>
        <p className={styles.label}>{words.label}</p>
        <p className={styles.detail}>{words.detail}</p>
      </div>
      {assistantExpected && <WaitingTime />}
    </div>
  );
}

const SILENT: Level = { rmsDb: SILENCE_DB, peakDb: SILENCE_DB };

function Bars() {
  return (
    <span className={styles.bars}>
      {BARS.map((reach, index) => (
        <span key={index} style={{ "--reach": reach }} />
      ))}
    </span>
  );
}
