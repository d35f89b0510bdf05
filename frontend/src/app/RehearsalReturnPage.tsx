import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import styles from "./RehearsalReturnPage.module.css";

/** Stands for the recruiter's site, to which participants return; a practice study sends them here. */
export function RehearsalReturnPage({ address }: { address: URL }) {
  const code = address.searchParams.get("cc");
  return (
    <Page
      studyTitle="Practice study"
      rehearsal
      step={null}
      helpText="Nothing was paid and nobody was recruited: this was practice."
      heading="Back at the recruiter’s site"
      lead="In a real study, you would now be back on the site where you found it, and it would have received this completion code."
    >
      <Card>
        {code === null ? <p>No completion code arrived.</p> : <p className={styles.code}>{code}</p>}
      </Card>
    </Page>
  );
}
