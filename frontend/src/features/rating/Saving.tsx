import styles from "./Saving.module.css";

/** A recording on its way to the server. */
export function Saving({ sent }: { sent: number }) {
  const percent = Math.round(sent * 100);
  return (
    <p className={styles.saving}>
      <span>Saving your recording…</span>
      <progress aria-label="Saved" max={100} value={percent}>
        {percent}%
      </progress>
    </p>
  );
}
