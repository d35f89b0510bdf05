import { audioUrl } from "@/api/researcher";
import type { ConversationRecord } from "@/api/schema";
import { PayTable } from "@/ui/PayTable";
import { Chip } from "./Chip";
import styles from "./Outcome.module.css";
import { Empty } from "./States";
import { inWords, type Tone } from "./words";

const STEP_TONES: Record<string, Tone> = { done: "good", open: "quiet", lost: "bad" };

/** How far the task came, and what the participant thought of it. */
export function Outcome({ record }: { record: ConversationRecord }) {
  return (
    <>
      {record.assignment.category === "tool_calling" && <Task verification={record.verification} />}
      <h2>Ratings</h2>
      {record.ratings.length === 0 ? (
        <Empty>Not rated yet.</Empty>
      ) : (
        <dl className={styles.ratings}>
          {record.ratings.map((rating) => (
            <div key={rating.scale}>
              <dt>{inWords(rating.scale)}</dt>
              <dd>
                <meter min={0} max={6} value={rating.value} aria-label={inWords(rating.scale)} /> {rating.value} of 6
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Feedback record={record} />
      {record.pay.length > 0 && (
        <div className={styles.pay}>
          <PayTable caption="Pay" lines={record.pay} totalLabel="Together" />
        </div>
      )}
    </>
  );
}

function Task({ verification }: { verification: ConversationRecord["verification"] }) {
  if (verification === null) {
    return (
      <>
        <h2>Task</h2>
        <Empty>Nothing was verified yet.</Empty>
      </>
    );
  }
  return (
    <>
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
    </>
  );
}

function Feedback({ record }: { record: ConversationRecord }) {
  const { text, audio } = record.feedback;
  if (text === null && audio === null) return null;
  return (
    <>
      <h2>Feedback</h2>
      {text !== null && <blockquote className={styles.feedback}>{text}</blockquote>}
      {audio !== null && (
        // eslint-disable-next-line jsx-a11y/media-has-caption -- raw feedback is not transcribed here
        <audio controls preload="none" className={styles.voice} src={audioUrl(record.id, audio)} aria-label="Spoken feedback" />
      )}
    </>
  );
}
