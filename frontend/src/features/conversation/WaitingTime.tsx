import { useState } from "react";
import { clockText } from "./time";
import styles from "./Presence.module.css";
import { useNow } from "./useNow";

/** How long the wait has been, and what is promised about it: a silent room would leave people guessing. */
export function WaitingTime() {
  const now = useNow(1000);
  const [since] = useState(now);
  return (
    <p className={styles.waiting}>
      <span role="timer">Waiting for {clockText((now - since) / 1000)}.</span> It usually takes a few seconds. If it
      does not come within 15 seconds, we tell you what to do, and you do not lose your pay.
    </p>
  );
}
