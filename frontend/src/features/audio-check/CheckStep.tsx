import { useEffect, useRef, type ReactNode } from "react";
import { Icon } from "@/ui/Icon";
import styles from "./CheckStep.module.css";

type CheckStepProps = { number: number; title: string; state: "done" | "current" | "later"; children: ReactNode };

const STATE_WORDS = { done: "done", current: "now", later: "to come" } as const;

/** One part of the check; when it becomes the current one, its heading takes the focus. */
export function CheckStep({ number, title, state, children }: CheckStepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === "later" && state === "current") heading.current?.focus();
    before.current = state;
  }, [state]);
  return (
    <section className={styles.step} data-state={state}>
      <h2 ref={heading} tabIndex={-1}>
        <span className={styles.mark} aria-hidden="true">
          {state === "done" ? <Icon name="check" size={18} /> : number}
        </span>
        {title}
        <span className="visually-hidden">, {STATE_WORDS[state]}</span>
      </h2>
      {state === "current" && <div className={styles.body}>{children}</div>}
    </section>
  );
}
