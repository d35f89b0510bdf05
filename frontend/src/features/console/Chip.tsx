import styles from "./Chip.module.css";
import type { Tone } from "./words";

/** A status in words, with a colour that only underlines them. */
export function Chip({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={styles.chip} data-tone={tone}>
      {children}
    </span>
  );
}
