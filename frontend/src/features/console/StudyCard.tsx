import { useMutation, useQueryClient } from "@tanstack/react-query";
import { researcherApi } from "@/api/researcher";
import type { StudyOverview } from "@/api/schema";
import { Button } from "@/ui/Button";
import { Link } from "@/ui/Link";
import { Trouble } from "@/ui/Trouble";
import { CellTable } from "./CellTable";
import { Chip } from "./Chip";
import styles from "./StudyCard.module.css";
import { inWords, STAGE_ORDER, stageName } from "./words";

/** One study at a glance. */
export function StudyCard({ study }: { study: StudyOverview }) {
  const queries = useQueryClient();
  const toggle = useMutation({
    mutationFn: (accepting: boolean) => researcherApi.switchStudy(study.id, accepting),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["researcher", "studies"] }),
  });
  return (
    <section className={styles.card} aria-labelledby={`study-${study.id}`}>
      <div className={styles.head}>
        <h2 id={`study-${study.id}`}>{study.title}</h2>
        <Chip tone={study.accepting ? "good" : "warn"}>{study.accepting ? "Accepting participants" : "Closed to new ones"}</Chip>
        {study.rehearsal && <Chip tone="quiet">Practice</Chip>}
        <p className={styles.meta}>
          {study.id} · version {study.version} · <code title={study.hash}>{study.hash.slice(0, 10)}</code>
          {study.places !== null && ` · ${study.places} places`}
          {study.simulated > 0 && ` · ${study.simulated} simulated, not counted`}
        </p>
      </div>
      <ul className={styles.stages} aria-label="Submissions by stage">
        {STAGE_ORDER.map((stage) => (
          <li key={stage}>
            <strong>{study.stages[stage] ?? 0}</strong> {stageName(stage)}
          </li>
        ))}
      </ul>
      <CellTable cells={study.cells} />
      <Trouble error={toggle.error} />
      <div className={styles.actions}>
        <Link href={`/console/submissions?study=${encodeURIComponent(study.id)}`}>Submissions</Link>
        {study.rehearsal && study.accepting && <TryIt study={study} />}
        <Button busy={toggle.isPending} onClick={() => toggle.mutate(!study.accepting)}>
          {study.accepting ? "Stop accepting" : "Accept participants"}
        </Button>
      </div>
    </section>
  );
}

/** Links for trying a rehearsal study, by chance or with a kind of scenario; each opens a tab and a new submission. */
function TryIt({ study }: { study: StudyOverview }) {
  const kinds = [...new Set(study.cells.map((cell) => cell.category))];
  return (
    <p className={styles.tries}>
      Try it as a participant (new tab):{" "}
      <a href={`/s/${study.id}`} target="_blank" rel="noreferrer">
        any scenario
      </a>
      {kinds.map((kind) => (
        <a key={kind} href={`/s/${study.id}?scenario=${kind}`} target="_blank" rel="noreferrer">
          {inWords(kind).toLowerCase()}
        </a>
      ))}
    </p>
  );
}
