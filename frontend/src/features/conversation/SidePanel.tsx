import type { ReactNode } from "react";
import { Icon } from "@/ui/Icon";
import styles from "./SidePanel.module.css";
import { useIsWide } from "./useIsWide";

type SidePanelProps = { title: string; hint?: string; children: ReactNode };

/** Beside the conversation on a wide screen; folded up under its title on a narrow one. */
export function SidePanel({ title, hint, children }: SidePanelProps) {
  if (useIsWide()) {
    return (
      // It scrolls when it is long, so the keyboard has to reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <section className={styles.panel} aria-label={title} tabIndex={0}>
        <h2>{title}</h2>
        {children}
      </section>
    );
  }
  return (
    <details className={styles.panel}>
      <summary>
        <span>
          <h2>{title}</h2>
          {hint !== undefined && <span className={styles.hint}>{hint}</span>}
        </span>
        <Icon name="chevron" />
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
