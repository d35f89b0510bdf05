import { audioUrl } from "@/api/researcher";
import type { ConversationRecord } from "@/api/schema";
import { PayTable } from "@/ui/PayTable";
import { Chip } from "./Chip";
import styles from "./Outcome.module.css";
import { Empty } from "./States";
import { inWords, type Tone } from "./words";

const STEP_TONES: Record<string, Tone> = { done: "good", open: "quiet", lost: "bad" };
const HIGHEST_RATING = 6;

/** How far the task came, and what the participant thought of it. */
export function Outcome({ record }: { record: ConversationRecord }) {
  return (
    <>
      {record.assignment.category === "tool_calling" && <Task verification={record.verification} />}
      <Ratings ratings={record.ratings} />
      <Feedback record={record} />
      {record.pay.length > 0 && (
        <section className={styles.pay}>
          <PayTable caption="Pay" lines={record.pay} totalLabel="Total" />
        </section>
      )}
    </>
  );
}

function Task({ verification }: { verification: ConversationRecord["verification"] }) {
  if (verification === null) {
    return (
      <section className={styles.section}>
        <h2>Task</h2>
        <Empty>Nothing was verified yet.</Empty>
      </section>
    );
  }
  return (
    <section className={styles.section}>
      <h2>
        Task: {verification.success ? "reached" : "not reached"}, {Math.round(verification.progress * 100)} %
      </h2>
      <ul className={styles.steps}>
        {verification.steps.map((step) => (
          <li key={step.id}>
            <Chip tone={STEP_TONES[step.status] ?? "quiet"}>{`${inWords(step.status)} ${step.done}/${step.of}`}</Chip>
            <span>{step.label}</span>
          </li>
        ))}
        {verification.violations.map((violation) => (
          <li key={violation.id}>
            <Chip tone={violation.severity === "fail" ? "bad" : "warn"}>Violation</Chip>
            <span>{violation.label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ratings({ ratings }: { ratings: ConversationRecord["ratings"] }) {
  return (
    <section className={styles.section}>
      <h2>Ratings</h2>
      {ratings.length === 0 && <Empty>Not rated yet.</Empty>}
      <dl className={styles.ratings}>
        {ratings.map((rating) => (
          <div key={rating.scale}>
            <dt>{inWords(rating.scale)}</dt>
            <dd>
              <span className={styles.bar} aria-hidden="true">
                <span style={{ inlineSize: `${(rating.value / HIGHEST_RATING) * 100}%` }} />
              </span>
              {rating.value} of {HIGHEST_RATING}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Feedback({ record }: { record: ConversationRecord }) {
  const { text, audio } = record.feedback;
  if (text === null && audio === null) return null;
  return (
    <section className={styles.section}>
      <h2>Feedback</h2>
      {text !== null && <blockquote className={styles.feedback}>{text}</blockquote>}
      {audio !== null && (
        // eslint-disable-next-line jsx-a11y/media-has-caption -- raw feedback is not transcribed here
        <audio controls preload="none" className={styles.voice} src={audioUrl(record.id, audio)} aria-label="Spoken feedback" />
      )}
    </section>
  );
}
