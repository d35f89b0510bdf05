import { ApiError } from "@/api/problem";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/Page";

export const CONTACT =
  "If this does not go away, write to the researcher through the site where you found this study.";

type Advice = { heading: string; lead: string; canRetry: boolean };

const BROKEN_LINK: Advice = {
  heading: "This link does not lead to a study",
  lead: "Please go back to the page where you found the study and open its link again, unchanged.",
  canRetry: false,
};

const UNREACHABLE: Advice = {
  heading: "We cannot reach the study",
  lead: "Check your internet connection. Nothing that you did so far is lost, and you can continue where you were.",
  canRetry: true,
};

const BROKEN: Advice = {
  heading: "The study is not available just now",
  lead: "This is our fault, not yours. Please try again in a moment: nothing that you did so far is lost.",
  canRetry: true,
};

/** What a person can do about a page that cannot be shown. */
export function adviceFor(error: unknown): Advice {
  if (!(error instanceof ApiError)) return BROKEN;
  if (error.kind === "unreachable") return UNREACHABLE;
  if (error.code === "rehearsal_closed") return { heading: "The practice study is closed", lead: error.message, canRetry: false };
  if (error.kind === "missing" || error.kind === "invalid") return BROKEN_LINK;
  if (error.kind === "refused" || error.kind === "elsewhere") {
    return { heading: "You cannot take part with this link", lead: error.message, canRetry: false };
  }
  return BROKEN;
}

type TroublePageProps = { error: unknown; onRetry: () => void; retrying: boolean };

/** Stands in for a page that could not be loaded. */
export function TroublePage({ error, onRetry, retrying }: TroublePageProps) {
  const advice = adviceFor(error);
  return (
    <Page
      studyTitle="Voice study"
      rehearsal={false}
      step={null}
      helpText={CONTACT}
      heading={advice.heading}
      lead={advice.lead}
    >
      {advice.canRetry && (
        <Actions>
          <Button variant="primary" busy={retrying} onClick={onRetry}>
            Try again
          </Button>
        </Actions>
      )}
    </Page>
  );
}

/** For an address that is none of ours. */
export function NotFoundPage() {
  return <TroublePage error={new ApiError("missing", "", "no_such_page")} onRetry={() => undefined} retrying={false} />;
}
