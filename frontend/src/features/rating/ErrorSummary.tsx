import { useEffect, useRef } from "react";
import { Notice } from "@/ui/Notice";
import type { Missing } from "./draft";
import styles from "./ErrorSummary.module.css";

/** What is missing, with a link to each place. Takes the focus each time that submitting was refused. */
export function ErrorSummary({ missing, attempt }: { missing: readonly Missing[]; attempt: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (missing.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className={styles.summary} role="group" aria-labelledby="missing-title">
      <Notice tone="danger">
        <h2 id="missing-title">Something is still missing</h2>
        <ul>
          {missing.map(({ fieldId, message }) => (
            <li key={fieldId}>
              <a
                href={`#${fieldId}`}
                onClick={(event) => {
                  event.preventDefault();
                  const field = document.getElementById(fieldId);
                  field?.focus();
                  field?.scrollIntoView({ block: "center" });
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
