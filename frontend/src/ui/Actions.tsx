import type { ReactNode } from "react";
import styles from "./Actions.module.css";

/** The page's primary action, with quieter ones after it. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
