import type { ReactNode } from "react";
import styles from "./Card.module.css";

type CardProps = { title?: string; tone?: "plain" | "sunken"; children: ReactNode };

/** One thing that belongs together, under its own heading. */
export function Card({ title, tone = "plain", children }: CardProps) {
  return (
    <section className={[styles.card, styles[tone]].join(" ")}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}
