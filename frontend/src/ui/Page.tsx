import { useEffect, useRef, type ReactNode } from "react";
import styles from "./Page.module.css";

export const STEPS = ["Consent", "Sound check", "Conversation", "Rating", "Done"] as const;

export type PageFrame = {
  studyTitle: string;
  rehearsal: boolean;
  helpText: string;
  /** Index into STEPS; null on a page that stands outside of them. */
  step: number | null;
};

type PageProps = PageFrame & {
  heading: string;
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
};

let headingsShown = 0;

/** Focus goes to each new page's heading, as after a page load; the first page leaves it at the document's start. */
function useHeadingFocus(heading: string, studyTitle: string) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading} · ${studyTitle}`;
  }, [heading, studyTitle]);
  useEffect(() => {
    headingsShown += 1;
    if (headingsShown === 1) return;
    window.scrollTo({ top: 0 });
    ref.current?.focus({ preventScroll: true });
  }, []);
  return ref;
}

/** The frame of every participant page: study, step, heading, one column, and help always at the end. */
export function Page({ studyTitle, rehearsal, helpText, step, heading, lead, wide = false, children }: PageProps) {
  const headingRef = useHeadingFocus(heading, studyTitle);
  return (
    <div className={[styles.page, wide && styles.wide].filter(Boolean).join(" ")}>
      <header className={styles.header}>
        <p className={styles.study}>{studyTitle}</p>
        {rehearsal && <p className={styles.practice}>Practice study</p>}
        {step !== null && <Steps current={step} />}
      </header>
      <main className={styles.main}>
        <div className={styles.heading}>
          <h1 ref={headingRef} tabIndex={-1}>
            {heading}
          </h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </main>
      <footer className={styles.footer}>
        <h2>Help</h2>
        <p>{helpText}</p>
      </footer>
    </div>
  );
}

function Steps({ current }: { current: number }) {
  return (
    <div className={styles.steps}>
      <p>
        Step {current + 1} of {STEPS.length}: <strong>{STEPS[current]}</strong>
      </p>
      <div className={styles.track} aria-hidden="true">
        {STEPS.map((step, index) => (
          <span key={step} data-reached={index <= current} />
        ))}
      </div>
    </div>
  );
}
