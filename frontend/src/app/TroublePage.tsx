import { ApiError } from "@/api/problem";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { withoutScenario } from "./entry";

export const CONTACT =
  "If this does not go away, write to the researcher through the site where you found this study.";

type Advice = {
  heading: string;
  lead: string;
  canRetry: boolean;
  /** The link is right but for the scenario that it asks for. */
  withoutScenario?: boolean;
};

const BROKEN_LINK: Advice = {
  heading: "This link does not lead to a study",
  lead: "Please go back to the page where you found the study and open its link again, unchanged.",
  canRetry: false,
};

const NO_STUDY: Advice = {
  heading: "There is no study at this address",
  lead: "The name of the study in the link is not known here. Please go back to the page where you found the study and open its link again, unchanged.",
  canRetry: false,
};

const NO_SCENARIO: Advice = {
  heading: "There is no such scenario",
  lead: "The link asks for a scenario that does not exist here. Open the study without it, and one is drawn for you.",
  canRetry: false,
  withoutScenario: true,
};

const NO_CHOICE: Advice = {
  heading: "The scenario cannot be chosen",
  lead: "In this study the scenario is drawn for you, but the link asks for one. Open the study without it.",
  canRetry: false,
  withoutScenario: true,
};

const INCOMPLETE_LINK: Advice = {
  heading: "Part of the link is missing",
  lead: "The link does not say who is taking part. Please go back to the page where you found the study and open it from there.",
  canRetry: false,
};

const ADVICE_OF_CODE: Record<string, Advice> = {
  no_study: NO_STUDY,
  no_scenario: NO_SCENARIO,
  no_choice: NO_CHOICE,
  incomplete_link: INCOMPLETE_LINK,
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
  const ofCode = ADVICE_OF_CODE[error.code];
  if (ofCode !== undefined) return ofCode;
  if (error.kind === "invalid" && error.fields.some(({ field }) => field === "scenario")) return NO_SCENARIO;
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
      {advice.withoutScenario === true && (
        <p>
          <a href={withoutScenario(new URL(window.location.href)).href}>Open the study without the scenario</a>
        </p>
      )}
    </Page>
  );
}

/** For an address that is none of ours. */
export function NotFoundPage() {
  return <TroublePage error={new ApiError("missing", "", "no_such_page")} onRetry={() => undefined} retrying={false} />;
}
