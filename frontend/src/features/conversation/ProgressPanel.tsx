import { Icon } from "@/ui/Icon";
import { Notice } from "@/ui/Notice";
import type { Call, Verification } from "./messages";
import { besidesTheTask, progressInWords, STEP_WORDS, type Actions } from "./progress";
import styles from "./ProgressPanel.module.css";
import { RecentCalls } from "./RecentCalls";
import { SidePanel } from "./SidePanel";

type ProgressPanelProps = { verification: Verification | null; calls: readonly Call[]; actions: Actions };

/** What the assistant has done so far towards the task (paper, figure 20 right). */
export function ProgressPanel({ verification, calls, actions }: ProgressPanelProps) {
  return (
    <SidePanel title="Task progress" hint={progressInWords(verification)}>
      {verification === null ? (
        <p className={styles.empty}>The steps appear here when the assistant is ready.</p>
      ) : (
        <>
          <Progress verification={verification} />
          <Besides actions={besidesTheTask(verification, calls, actions)} />
        </>
      )}
      <RecentCalls calls={calls} actions={actions} />
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
    </>
  );
}

function Besides({ actions }: { actions: readonly string[] }) {
  if (actions.length === 0) return null;
  return (
    <Notice tone="warn" title="Not part of your task">
      <p>The assistant did, or tried to do, something that your task does not ask for:</p>
      <ul className={styles.besides}>
        {actions.map((action) => (
          <li key={action}>{action}</li>
        ))}
      </ul>
    </Notice>
  );
}
