import type { StageOf } from "@/api/participant";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { CompletionCode } from "@/ui/CompletionCode";
import { frameOf } from "@/ui/frame";
import { Notice } from "@/ui/Notice";
import { Page } from "@/ui/Page";

/** The submission ended before the ratings: what happened, and what happens next. */
export function ClosedPage({ stage }: { stage: StageOf<"closed"> }) {
  const url = stage.redirect_url;
  return (
    <Page {...frameOf(stage)} heading={stage.title} lead={stage.message}>
      {stage.paid && <Notice tone="ok">You are paid for this visit.</Notice>}
      {stage.code !== null && (
        <Card>
          <CompletionCode code={stage.code} />
        </Card>
      )}
      {url !== null && (
        <Actions>
          <Button variant="primary" icon="leave" onClick={() => window.location.assign(url)}>
            Return to where you found this study
          </Button>
        </Actions>
      )}
    </Page>
  );
}
