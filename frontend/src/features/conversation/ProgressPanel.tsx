import { Icon } from "@/ui/Icon";
import { Notice } from "@/ui/Notice";
import type { Call, Verification } from "./messages";
import { progressInWords, STEP_WORDS } from "./progress";
import styles from "./ProgressPanel.module.css";
import { RecentCalls } from "./RecentCalls";
import { SidePanel } from "./SidePanel";

type ProgressPanelProps = { verification: Verification | null; calls: readonly Call[] };

/** What the assistant has done so far towards the task (paper, figure 20 right). */
export function ProgressPanel({ verification, calls }: ProgressPanelProps) {
  return (
    <SidePanel title="Task progress" hint={progressInWords(verification)}>
      {verification === null ? (
        <p className={styles.empty}>The steps appear here when the assistant is ready.</p>
      ) : (
        <Progress verification={verification} />
      )}
      <RecentCalls calls={calls} />
    </SidePanel>
  );
}

function Progress({ verification }: { verification: Verification }) {
  const percent = Math.round(verification.progress * 100);
  return (
    <>
      <div className={styles.summary}>
        <p id="progress-words">{progressInWords(verification)}</p>
        <div
          role="progressbar"
          aria-labelledby="progress-words"
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          className={styles.bar}
        >
          <span style={{ inlineSize: `${percent}%` }} />
        </div>
      </div>
      <ol className={styles.steps}>
        {verification.steps.map((step) => (
          <li key={step.id} data-status={step.status}>
            <span className={styles.mark}>
              <Icon name={STEP_WORDS[step.status].icon} size={18} />
            </span>
            <span>
              {step.label}
              <span className={styles.status}>
                {STEP_WORDS[step.status].word}
                {step.of > 1 && `, ${step.done} of ${step.of}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {verification.success && <Notice tone="ok">Everything is done.</Notice>}
      {verification.violations.map((violation) => (
        <Notice key={violation.id} tone="warn">
          {violation.label}
        </Notice>
      ))}
    </>
  );
}
