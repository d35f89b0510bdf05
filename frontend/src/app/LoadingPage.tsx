import { useEffect, useState } from "react";
import styles from "./LoadingPage.module.css";

const PATIENCE_MS = 400;

/** Shown only when loading takes long enough to be noticed. */
export function LoadingPage() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <main className={styles.loading} aria-busy="true">
      <h1 className="visually-hidden">Voice study</h1>
      <p role="status">{shown ? "Opening the study…" : ""}</p>
    </main>
  );
}
