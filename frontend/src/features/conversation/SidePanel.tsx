import { useSyncExternalStore, type ReactNode } from "react";
import { Icon } from "@/ui/Icon";
import styles from "./SidePanel.module.css";

const WIDE = "(width >= 64rem)";

function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => window.matchMedia(WIDE).matches,
  );
}

type SidePanelProps = { title: string; hint?: string; children: ReactNode };

/** Beside the conversation on a wide screen; folded up under its title on a narrow one. */
export function SidePanel({ title, hint, children }: SidePanelProps) {
  if (useIsWide()) {
    return (
      <section className={styles.panel}>
        <h2>{title}</h2>
        {children}
      </section>
    );
  }
  return (
    <details className={styles.panel}>
      <summary>
        <h2>{title}</h2>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
        <Icon name="chevron" />
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
