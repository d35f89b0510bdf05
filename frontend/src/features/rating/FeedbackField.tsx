import type { Instrument } from "@/api/schema";
import { FEEDBACK_FIELD, feedbackLength } from "./draft";
import styles from "./FeedbackField.module.css";

type FeedbackFieldProps = {
  instrument: Instrument;
  value: string;
  missing: boolean;
  onWrite: (text: string) => void;
};

/** Required written feedback; the count ignores empty space. */
export function FeedbackField({ instrument, value, missing, onWrite }: FeedbackFieldProps) {
  const length = feedbackLength(value);
  const least = instrument.feedback_min_chars;
  const enough = length >= least;
  return (
    <div className={styles.field} data-missing={missing}>
      <label htmlFor={FEEDBACK_FIELD}>
        <h2>Your feedback</h2>
      </label>
      <p id="feedback-prompt">{instrument.feedback_prompt}</p>
      <p id="feedback-example" className={styles.example}>
        {instrument.feedback_example}
      </p>
      <textarea
        id={FEEDBACK_FIELD}
        rows={6}
        required
        maxLength={20_000}
        value={value}
        aria-invalid={missing || undefined}
        aria-describedby="feedback-prompt feedback-example feedback-count"
        onChange={(event) => onWrite(event.target.value)}
      />
      <p id="feedback-count" className={styles.count} data-enough={enough}>
        {enough ? `${length} characters. That is enough.` : `${length} of at least ${least} characters`}
      </p>
    </div>
  );
}
