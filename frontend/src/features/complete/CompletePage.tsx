import type { StageOf } from "@/api/participant";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { CompletionCode } from "@/ui/CompletionCode";
import { frameOf } from "@/ui/frame";
import { Page } from "@/ui/Page";
import { PayTable } from "@/ui/PayTable";
import { useRedirect } from "./useRedirect";
import styles from "./CompletePage.module.css";

const REDIRECT_AFTER_S = 10;

/** Everything is stored: the code, what was earned, and the way back. */
export function CompletePage({ stage }: { stage: StageOf<"complete"> }) {
  const redirect = useRedirect(stage.redirect_url, REDIRECT_AFTER_S);
  return (
    <Page
      {...frameOf(stage)}
      heading="Thank you. You are done."
      lead="Your ratings are saved. One thing is left: return to the site where you found this study, so that it knows."
    >
      <Card>
        <CompletionCode code={stage.code} />
        <Actions>
          <Button variant="primary" icon="leave" onClick={redirect.go}>
            Return now
          </Button>
          {redirect.secondsLeft !== null && (
            <Button variant="quiet" onClick={redirect.cancel}>
              Stay on this page
            </Button>
          )}
        </Actions>
        <p className={styles.countdown} role="timer">
          {redirect.secondsLeft === null
            ? "You stay here until you choose “Return now”."
            : `We take you back in ${redirect.secondsLeft} seconds.`}
        </p>
      </Card>
      {stage.pay.length > 0 && (
        <Card>
          <PayTable caption="What you earned" lines={stage.pay} totalLabel="Total" />
        </Card>
      )}
    </Page>
  );
}
