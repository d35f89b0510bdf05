import type { ReactElement } from "react";
import { ApiError, explain } from "@/api/problem";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import styles from "./States.module.css";

/** Holds the place of what is being loaded. */
export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className={styles.quiet}>
      Loading {what}…
    </p>
  );
}

/** There is nothing yet, and why. */
export function Empty({ children }: { children: string }) {
  return <p className={styles.quiet}>{children}</p>;
}

/** It could not be loaded; where there is nothing to load, `back` leads to what there is. */
export function Problem({ error, onRetry, back }: { error: Error; onRetry: () => void; back?: ReactElement }) {
  const missing = error instanceof ApiError && error.kind === "missing";
  return (
    <div className={styles.problem}>
      <Notice tone="danger" role="alert">
        {explain(error)}
      </Notice>
      <Actions>
        {missing && back !== undefined ? back : <Button onClick={onRetry}>Try again</Button>}
      </Actions>
    </div>
  );
}
