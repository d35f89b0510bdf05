import type { ConsentText as Consent } from "@/api/schema";
import { Card } from "@/ui/Card";
import styles from "./ConsentPage.module.css";

/** The consent form itself, under the headings that the study gave it. */
export function ConsentText({ consent }: { consent: Consent }) {
  return (
    <Card title={consent.title}>
      <div className={styles.consent}>
        {consent.sections.map((section) => (
          <div key={section.heading}>
            <h3>{section.heading}</h3>
            {section.paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        ))}
        <p className={styles.version}>Version {consent.version}</p>
      </div>
    </Card>
  );
}
