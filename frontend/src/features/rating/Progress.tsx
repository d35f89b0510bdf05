import type { Instrument } from "@/api/schema";
import { answeredCount, type Answers } from "./draft";
import type { SaveState } from "./draftSaver";
import styles from "./RatingPage.module.css";

const SAVE_WORDS: Record<SaveState, string> = {
  saved: "Saved",
  saving: "Saving…",
  offline: "Not sent yet. Your answers are kept on this device.",
};

type ProgressProps = { answers: Answers; instrument: Instrument; state: SaveState };

/** How many scales are answered, and whether the answers are safe. */
export function Progress({ answers, instrument, state }: ProgressProps) {
  const done = answeredCount(answers, instrument);
  const begun = done > 0 || answers.feedback !== "";
  return (
    <div className={styles.progress}>
      <p>
        <strong>
          {done} of {instrument.scales.length}
        </strong>{" "}
        rated{" "}
        <span className={styles.saved} role="status">
          {begun && `· ${SAVE_WORDS[state]}`}
        </span>
      </p>
      <div className={styles.dots} aria-hidden="true">
        {instrument.scales.map((scale, index) => (
          <span key={scale.id} data-done={index < done} />
        ))}
      </div>
    </div>
  );
}
