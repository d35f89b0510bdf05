import { useState } from "react";
import type { StageOf } from "@/api/participant";
import { useAction } from "@/api/useStage";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Choice } from "@/ui/Choice";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { frameOf } from "@/ui/frame";
import { Notice } from "@/ui/Notice";
import { Page } from "@/ui/Page";
import { PayTable } from "@/ui/PayTable";
import { Trouble } from "@/ui/Trouble";
import { ConsentText } from "./ConsentText";
import styles from "./ConsentPage.module.css";

/** Landing page and informed consent (paper, figure 16). */
export function ConsentPage({ stage }: { stage: StageOf<"consent"> }) {
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const [declining, setDeclining] = useState(false);
  const answer = useAction((api, agrees: boolean) => api.answerConsent({ hash: stage.consent.hash, agreed: agrees }));
  const missing = asked && !agreed;
  return (
    <Page
      {...frameOf(stage)}
      heading="Welcome"
      lead={`You will talk with a voice assistant and tell us what you think of it. It takes ${stage.minutes_min} to ${stage.minutes_max} minutes.`}
    >
      <Card title="How it works">
        <ol className={styles.steps}>
          {stage.how_it_works.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Card>
      {stage.pay.length > 0 && (
        <Card>
          <PayTable caption="What you are paid" lines={stage.pay} />
        </Card>
      )}
      <ConsentText consent={stage.consent} />
      <div className={styles.decision}>
        {missing && (
          <Notice id="consent-missing" tone="danger" role="alert">
            <p>Tick the box to agree, or choose “I do not want to take part”.</p>
          </Notice>
        )}
        <Choice
          type="checkbox"
          label={stage.consent.statement}
          checked={agreed}
          aria-invalid={missing || undefined}
          aria-errormessage={missing ? "consent-missing" : undefined}
          onChange={(event) => setAgreed(event.target.checked)}
        />
        <Trouble error={answer.error} />
        <Actions>
          <Button
            variant="primary"
            busy={answer.isPending && answer.variables}
            onClick={() => {
              setAsked(true);
              if (agreed) answer.mutate(true);
            }}
          >
            Agree and continue
          </Button>
          <Button variant="quiet" onClick={() => setDeclining(true)}>
            I do not want to take part
          </Button>
        </Actions>
      </div>
      {declining && (
        <ConfirmDialog
          title="Leave without taking part?"
          stay={{ label: "Go back", onChoose: () => setDeclining(false) }}
          leave={{
            label: "Leave the study",
            busy: answer.isPending,
            error: answer.error,
            onChoose: () => answer.mutate(false),
          }}
        >
          <p>Taking part is voluntary. If you leave now, nothing is recorded and you are not penalised.</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}
