import { useRef, useState } from "react";
import { loudness, type Level } from "@/audio/level";
import { glide, useLevel } from "@/audio/useLevel";
import styles from "./LevelBar.module.css";

type LevelWords = "no sound" | "very quiet" | "quiet" | "good" | "loud";

/** A level in words, for those who do not see the bar. */
export function levelInWords(rmsDb: number): LevelWords {
  if (rmsDb < -75) return "no sound";
  if (rmsDb < -58) return "very quiet";
  if (rmsDb < -42) return "quiet";
  return rmsDb < -12 ? "good" : "loud";
}

type LevelBarProps = {
  label: string;
  read: (() => Level) | null;
  onLevel?: (level: Level, elapsedMs: number) => void;
  compact?: boolean;
};

const WORDS_EVERY_MS = 700;

/** A live level: the bar follows every frame, its words change at a readable pace. */
export function LevelBar({ label, read, onLevel, compact = false }: LevelBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const loudest = useRef({ rmsDb: -100, ageMs: 0 });
  const [words, setWords] = useState<LevelWords>("no sound");
  useLevel(read, (level, elapsedMs) => {
    glide(bar, "--level", loudness(level.rmsDb));
    onLevel?.(level, elapsedMs);
    const kept = loudest.current;
    kept.rmsDb = Math.max(kept.rmsDb, level.rmsDb);
    kept.ageMs += elapsedMs;
    if (kept.ageMs >= WORDS_EVERY_MS) {
      setWords(levelInWords(kept.rmsDb));
      loudest.current = { rmsDb: -100, ageMs: 0 };
    }
  });
  return (
    <div className={styles.level} data-compact={compact}>
      <span className={compact ? "visually-hidden" : styles.words}>
        {label}: <strong>{words}</strong>
      </span>
      <div ref={bar} className={styles.bar} aria-hidden="true" />
    </div>
  );
}
