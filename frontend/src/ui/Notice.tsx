import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import styles from "./Notice.module.css";

const ICONS = { info: "question", ok: "check", warn: "alert", danger: "alert" } satisfies Record<string, IconName>;

type NoticeProps = {
  /** For the field that names this as its error. */
  id?: string;
  tone?: keyof typeof ICONS;
  title?: string;
  /** "alert" interrupts a screen reader, "status" waits; nothing for text that was there all along. */
  role?: "alert" | "status";
  children?: ReactNode;
};

/** A short message with its own colour, icon and words. */
export function Notice({ id, tone = "info", title, role, children }: NoticeProps) {
  return (
    <div id={id} className={[styles.notice, styles[tone]].join(" ")} role={role}>
      <Icon name={ICONS[tone]} size={22} />
      <div className={styles.text}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
